import type { DeviceProfile } from '../device-profile.ts';

/** Wandering: judged by the watch hours of the response plan. */
export const DOOR_SENSOR: DeviceProfile = {
  id: 'door-sensor',
  label: { nb: 'Dørsensor', nn: 'Dørsensor', en: 'Door sensor' },
  kinds: ['door-opened', 'door-closed', 'door-open-too-long', 'home-left', 'home-returned'],
  heartbeatSeconds: 3_600,
  silentAfterSeconds: 14_400,
  hub: false,
  throughHub: true,
  mains: false,
  lifeCritical: false,
  mobile: false,
  speech: false,
  battery: { type: 'lithium', months: 24 },
  backupHours: null,
  functions: ['door-watch'],
  checks: ['opens-and-closes'],
  serviceMonths: 24,
  commands: [],
  serial: { form: 'free', example: 'DS-0311' },
  owner: 'municipality',
};
