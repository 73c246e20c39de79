import type { DeviceProfile } from '../device-profile.ts';

/** Robots, smart walkers, digital calendars: technical faults only. */
export const LENT_AID: DeviceProfile = {
  id: 'lent-aid',
  label: { nb: 'Utlånt hjelpemiddel', nn: 'Utlånt hjelpemiddel', en: 'Lent aid' },
  kinds: [],
  heartbeatSeconds: 86_400,
  silentAfterSeconds: 259_200,
  hub: false,
  throughHub: false,
  mains: false,
  lifeCritical: false,
  mobile: false,
  speech: false,
  battery: null,
  backupHours: null,
  functions: [],
  checks: ['resident-trained'],
  serviceMonths: 12,
  commands: [],
  serial: { form: 'free', example: 'LA-0440' },
  owner: 'nav',
};
