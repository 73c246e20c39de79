import type { DeviceProfile } from '../device-profile.ts';

/** Smoke and heat; some models carbon monoxide or gas. */
export const SMOKE_DETECTOR: DeviceProfile = {
  id: 'smoke-detector',
  label: { nb: 'Brannsensor', nn: 'Brannsensor', en: 'Fire sensor' },
  kinds: ['fire-alarm', 'fire-restored', 'carbon-monoxide-alarm', 'gas-alarm'],
  heartbeatSeconds: 3_600,
  silentAfterSeconds: 14_400,
  hub: false,
  throughHub: true,
  mains: false,
  lifeCritical: true,
  mobile: false,
  speech: false,
  battery: { type: 'lithium', months: 60 },
  backupHours: null,
  functions: ['fire'],
  checks: ['sounds', 'ceiling'],
  serviceMonths: 12,
  commands: ['silence'],
  serial: { form: 'free', example: 'SD-0093' },
  owner: 'municipality',
};
