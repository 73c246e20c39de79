import type { DeviceProfile } from '../device-profile.ts';

/** One room of a nursing home. */
export const NURSE_CALL: DeviceProfile = {
  id: 'nurse-call',
  label: { nb: 'Sykesignalanlegg', nn: 'Sjukesignalanlegg', en: 'Nurse call' },
  kinds: [
    'nurse-call',
    'nurse-call-toilet',
    'nurse-call-assistance',
    'nurse-call-emergency',
    'nurse-call-cardiac',
    'nurse-call-reset',
    'staff-present',
    'personal-attack',
  ],
  heartbeatSeconds: 60,
  silentAfterSeconds: 300,
  hub: false,
  mains: true,
  lifeCritical: true,
  mobile: false,
  speech: true,
};
