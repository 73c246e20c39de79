import type { DeviceView, WorkView } from '@varde/contracts';
import { NOW, secondsFromNow } from '../../test-alarm.ts';
import type { Entry } from '../outbox/entry.ts';

/** Builders for the tests of the technicians' pages. */
export const aDevice = (over: Partial<DeviceView> = {}): DeviceView => ({
  id: 'd1',
  profile: 'fall-sensor',
  label: 'Fallsensor',
  serial: 'BRK-0412',
  state: 'prepared',
  registeredAt: secondsFromNow(-100_000),
  steps: ['assign', 'unassign', 'install', 'repair', 'retire'],
  functions: [{ name: 'fall', label: 'Fallvarsling', on: true }],
  version: 3,
  change: 30,
  ...over,
});

export const anEntry = (over: Partial<Entry> = {}): Entry => ({
  id: 'e1',
  by: 'tor',
  at: NOW,
  kind: 'install',
  method: 'POST',
  path: '/api/devices/d1/install',
  body: { residentId: 'r1', place: 'Bad', checks: [] },
  subject: 'd1',
  name: 'Fallsensor BRK-0412',
  version: 3,
  sends: 0,
  ...over,
});

export const aWork = (over: Partial<WorkView> = {}): WorkView => ({
  key: 'device:d1:battery',
  kind: 'battery',
  consequence: 1,
  since: secondsFromNow(-7_200),
  device: { id: 'd1', profile: 'fall-sensor', label: 'Fallsensor', serial: 'BRK-0412' },
  place: 'Bad',
  residentId: 'r1',
  areaId: 'storhaug',
  address: 'Pedersgata 12',
  ...over,
});
