import type { DeviceProfile } from '../device-profile.ts';

export const HOME_SAFETY_SENSOR: DeviceProfile = {
  id: 'home-safety-sensor',
  label: {
    nb: 'Komfyrvakt, vann- og temperatursensor',
    nn: 'Komfyrvakt, vass- og temperatursensor',
    en: 'Stove guard, water and temperature sensor',
  },
  kinds: ['stove-guard-triggered', 'water-leak', 'water-leak-restored', 'temperature-low'],
  heartbeatSeconds: 3_600,
  silentAfterSeconds: 14_400,
  hub: false,
  throughHub: true,
  mains: false,
  lifeCritical: false,
  mobile: false,
  speech: false,
  battery: { type: 'lithium', months: 36 },
  backupHours: null,
  functions: ['safety'],
  checks: ['cuts-power-or-warns'],
  serviceMonths: 12,
  commands: [],
  serial: { form: 'free', example: 'HSS-0012' },
  owner: 'municipality',
};
