import type { DeviceView } from '@varde/contracts';
import { expect, test } from 'vitest';
import { devicesOfResidents } from './registry.ts';

const device = (id: string, residentId?: string): DeviceView => ({
  id,
  profile: 'door-sensor',
  label: 'Dørsensor',
  serial: id,
  state: 'in-service',
  registeredAt: '2026-11-21T08:00:00.000Z',
  steps: [],
  functions: [],
  version: 1,
  change: 1,
  ...(residentId === undefined ? {} : { residentId }),
});

const DEVICES = [device('1', 'b'), device('2', 'a'), device('3'), device('4', 'b'), device('5', 'c')];

test.each([
  [1, ['2']],
  [2, ['1', '2', '4']],
  [3, ['1', '2', '3', '4', '5']],
  [200, ['1', '2', '3', '4', '5']],
])('%i residents: whole residents, and what homes share when all take part', (residents, expected) => {
  expect(devicesOfResidents(DEVICES, residents).map(({ id }) => id)).toEqual(expected);
});
