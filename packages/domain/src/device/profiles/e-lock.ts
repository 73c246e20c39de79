import type { DeviceProfile } from '../device-profile.ts';

/** Tells of its bolt; that the door itself opens is the door sensor's word, judged by a plan. */
export const E_LOCK: DeviceProfile = {
  id: 'e-lock',
  label: { nb: 'Elektronisk dørlås', nn: 'Elektronisk dørlås', en: 'Electronic door lock' },
  kinds: ['lock-locked', 'lock-unlocked', 'lock-jammed', 'lock-access-denied', 'lock-forced'],
  heartbeatSeconds: 3_600,
  silentAfterSeconds: 14_400,
  hub: false,
  throughHub: false,
  mains: false,
  lifeCritical: false,
  mobile: false,
  speech: false,
  battery: { type: 'lithium', months: 12 },
  backupHours: null,
  functions: ['lock'],
  checks: ['locks-and-unlocks', 'opens-from-inside', 'key-still-works'],
  serviceMonths: 12,
  commands: ['lock', 'unlock'],
  serial: { form: 'free', example: 'EL-0219' },
  owner: 'municipality',
};
