import type { DeviceProfile } from '../device-profile.ts';

export const ROOM_SENSOR: DeviceProfile = {
  id: 'room-sensor',
  label: { nb: 'Romsensor', nn: 'Romsensor', en: 'Room sensor' },
  kinds: [
    'room-entered',
    'room-left',
    'activity',
    'inactivity',
    'movement',
    'no-movement',
    'absence',
    'stay-unexpectedly-long',
    'bathroom-inactivity',
    'loud-sound',
  ],
  heartbeatSeconds: 900,
  silentAfterSeconds: 10_800,
  hub: false,
  mains: false,
  lifeCritical: false,
  mobile: false,
  speech: false,
};
