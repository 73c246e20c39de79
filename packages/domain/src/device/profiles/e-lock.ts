import type { DeviceProfile } from '../device-profile.ts';

export const E_LOCK: DeviceProfile = {
  id: 'e-lock',
  label: { nb: 'Elektronisk dørlås', nn: 'Elektronisk dørlås', en: 'Electronic door lock' },
  kinds: [
    'lock-locked',
    'lock-unlocked',
    'lock-jammed',
    'lock-access-denied',
    'lock-forced',
    'door-opened',
    'door-closed',
  ],
  heartbeatSeconds: 3_600,
  lifeCritical: false,
  mobile: false,
  speech: false,
};
