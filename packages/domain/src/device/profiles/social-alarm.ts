import type { DeviceProfile } from '../device-profile.ts';

/** The hub at home with its button; the other sensors of the home may connect through it. */
export const SOCIAL_ALARM: DeviceProfile = {
  id: 'social-alarm',
  label: { nb: 'Digital trygghetsalarm', nn: 'Digital tryggleiksalarm', en: 'Digital social alarm' },
  kinds: [
    'alarm-button-pressed',
    'pull-cord-pulled',
    'user-cancelled',
    'user-call-failed',
    'device-not-worn',
    'personal-attack',
  ],
  heartbeatSeconds: 300,
  silentAfterSeconds: 900,
  hub: true,
  mains: true,
  lifeCritical: true,
  mobile: false,
  speech: true,
};
