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
  throughHub: false,
  mains: true,
  lifeCritical: true,
  mobile: false,
  speech: true,
  battery: null,
  backupHours: 4,
  functions: ['button', 'listening'],
  checks: ['lamp-over-door', 'speech'],
  serviceMonths: 12,
  commands: ['reset'],
  serial: { form: 'free', example: 'NC-0404' },
  owner: 'municipality',
};
