import type { DeviceProfile } from '../device-profile.ts';

/** Tells of its bolt; that the door itself opens is the door sensor's word, judged by a plan. */
export const E_LOCK: DeviceProfile = {
  id: 'e-lock',
  label: { nb: 'Elektronisk dørlås', nn: 'Elektronisk dørlås', en: 'Electronic door lock' },
  kinds: ['lock-locked', 'lock-unlocked', 'lock-jammed', 'lock-access-denied', 'lock-forced'],
  heartbeatSeconds: 3_600,
  silentAfterSeconds: 14_400,
  hub: false,
  mains: false,
  lifeCritical: false,
  mobile: false,
  speech: false,
};
