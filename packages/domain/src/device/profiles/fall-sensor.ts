import type { DeviceProfile } from '../device-profile.ts';

/** Worn, or on the wall of a bathroom or bedroom. */
export const FALL_SENSOR: DeviceProfile = {
  id: 'fall-sensor',
  label: { nb: 'Fallsensor', nn: 'Fallsensor', en: 'Fall sensor' },
  kinds: ['fall-detected', 'user-cancelled', 'no-movement', 'movement'],
  heartbeatSeconds: 900,
  silentAfterSeconds: 10_800,
  hub: false,
  throughHub: true,
  mains: false,
  lifeCritical: false,
  mobile: false,
  speech: false,
  battery: { type: 'lithium', months: 24 },
  backupHours: null,
  functions: ['fall'],
  checks: ['range-bathroom', 'range-bed', 'resident-trained'],
  serviceMonths: 12,
  commands: ['reboot'],
  serial: { form: 'free', example: 'BRK-0412' },
  owner: 'municipality',
};
