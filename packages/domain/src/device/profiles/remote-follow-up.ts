import type { DeviceProfile } from '../device-profile.ts';

/** Measures at home a few times a day at most. */
export const REMOTE_FOLLOW_UP: DeviceProfile = {
  id: 'remote-follow-up',
  label: { nb: 'Avstandsoppfølging', nn: 'Avstandsoppfølging', en: 'Remote follow-up' },
  kinds: [
    'measurement-critical',
    'measurement-deviating',
    'measurement-reported',
    'measurement-missing',
    'questionnaire-missing',
  ],
  heartbeatSeconds: 86_400,
  silentAfterSeconds: 259_200,
  hub: false,
  throughHub: false,
  mains: false,
  lifeCritical: false,
  mobile: false,
  speech: false,
  battery: { type: 'rechargeable', months: 36 },
  backupHours: null,
  functions: ['measurement'],
  checks: ['first-measurement', 'resident-trained'],
  serviceMonths: 24,
  commands: ['ask-for-measurement'],
  serial: { form: 'free', example: 'RFU-0031' },
  owner: 'leased',
};
