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
  throughHub: false,
  mains: true,
  lifeCritical: true,
  mobile: false,
  speech: true,
  battery: { type: 'rechargeable', months: 36 },
  backupHours: 24,
  functions: ['button', 'listening'],
  checks: ['range-bathroom', 'range-bed', 'speech', 'key-received', 'resident-trained'],
  serviceMonths: 24,
  commands: ['reboot', 'identify', 'open-call'],
  serial: { form: 'free', example: 'SA-104412' },
  owner: 'leased',
};
