import type { DeviceProfile } from '../device-profile.ts';

/** Carried indoors and out; knows where it is. */
export const MOBILE_ALARM: DeviceProfile = {
  id: 'mobile-alarm',
  label: { nb: 'Mobil trygghetsalarm', nn: 'Mobil tryggleiksalarm', en: 'Mobile social alarm' },
  kinds: [
    'sos-pressed',
    'user-cancelled',
    'user-call-failed',
    'personal-attack',
    'fall-detected',
    'man-down',
    'geofence-left',
    'geofence-entered',
    'position',
    'position-stale',
    'device-not-worn',
  ],
  heartbeatSeconds: 600,
  silentAfterSeconds: 3_600,
  hub: false,
  mains: false,
  lifeCritical: true,
  mobile: true,
  speech: true,
};
