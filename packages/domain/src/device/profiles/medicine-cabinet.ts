import type { DeviceProfile } from '../device-profile.ts';

/** Stock of a nursing home. */
export const MEDICINE_CABINET: DeviceProfile = {
  id: 'medicine-cabinet',
  label: { nb: 'Legemiddelkabinett', nn: 'Legemiddelkabinett', en: 'Medicine cabinet' },
  kinds: ['cabinet-stock-discrepancy', 'cabinet-temperature', 'cabinet-low'],
  heartbeatSeconds: 600,
  silentAfterSeconds: 1_800,
  hub: false,
  throughHub: false,
  mains: true,
  lifeCritical: false,
  mobile: false,
  speech: false,
  battery: null,
  backupHours: 4,
  functions: ['medication'],
  checks: ['temperature', 'lock-works'],
  serviceMonths: 6,
  commands: ['lock'],
  serial: { form: 'free', example: 'MC-0002' },
  owner: 'leased',
};
