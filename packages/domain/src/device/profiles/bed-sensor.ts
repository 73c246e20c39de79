import type { DeviceProfile } from '../device-profile.ts';

export const BED_SENSOR: DeviceProfile = {
  id: 'bed-sensor',
  label: { nb: 'Senge- og stolsensor', nn: 'Senge- og stolsensor', en: 'Bed and chair sensor' },
  kinds: [
    'bed-left',
    'bed-entered',
    'bed-sat-up',
    'chair-left',
    'movement',
    'no-movement',
    'absence',
    'epileptic-seizure',
    'incontinence',
  ],
  heartbeatSeconds: 900,
  silentAfterSeconds: 10_800,
  hub: false,
  mains: false,
  lifeCritical: false,
  mobile: false,
  speech: false,
};
