import type { DeviceProfile } from '../device-profile.ts';

export const KEY_BOX: DeviceProfile = {
  id: 'key-box',
  label: { nb: 'Nøkkelboks', nn: 'Nøkkelboks', en: 'Key box' },
  kinds: ['key-box-opened'],
  heartbeatSeconds: 21_600,
  silentAfterSeconds: 86_400,
  hub: false,
  throughHub: false,
  mains: false,
  lifeCritical: false,
  mobile: false,
  speech: false,
  battery: { type: 'alkaline', months: 36 },
  backupHours: null,
  functions: ['lock'],
  checks: ['anchored', 'code-works'],
  serviceMonths: 24,
  commands: [],
  serial: { form: 'free', example: 'NB-221' },
  owner: 'municipality',
};
