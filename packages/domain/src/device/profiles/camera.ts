import type { DeviceProfile } from '../device-profile.ts';

/** Shows pictures at a planned check or an event only; anonymised models see falls and beds themselves. */
export const CAMERA: DeviceProfile = {
  id: 'camera',
  label: { nb: 'Tilsynskamera', nn: 'Tilsynskamera', en: 'Supervision camera' },
  kinds: [
    'camera-check-due',
    'camera-check-event',
    'camera-unavailable',
    'fall-detected',
    'bed-left',
    'bed-entered',
    'bed-sat-up',
    'room-entered',
    'room-left',
    'movement',
    'no-movement',
    'absence',
    'loud-sound',
  ],
  heartbeatSeconds: 300,
  silentAfterSeconds: 1_800,
  hub: false,
  mains: true,
  lifeCritical: false,
  mobile: false,
  speech: false,
};
