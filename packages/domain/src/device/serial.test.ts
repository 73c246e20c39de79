import { expect, test } from 'vitest';
import { DEVICE_PROFILES } from './device-profiles.ts';
import { serialFault } from './serial.ts';

test.each([
  ['as the maker writes it', 'BRK-0412', 'free', null],
  ['a Norwegian letter', 'Ø-17', 'free', null],
  ['one character', '7', 'free', null],
  ['nothing', '', 'free', 'serial-unreadable'],
  ['a space at the end, as scanners add', 'BRK-0412 ', 'free', 'serial-unreadable'],
  ['a line break', 'BRK\n0412', 'free', 'serial-unreadable'],
  ['a formula', '=1+1', 'free', 'serial-unreadable'],
  ['too long', 'X'.repeat(65), 'free', 'serial-unreadable'],
  ['an IMEI', '356938035643809', 'imei', null],
  ['an IMEI with two digits swapped', '356938035648309', 'imei', 'serial-check-digit'],
  ['another number on a phone-like device', 'MA-0001', 'imei', null],
] as const)('%s', (_name, serial, form, fault) => {
  expect(serialFault(serial, form)).toBe(fault);
});

test('the example of each profile is written as its serials are', () => {
  for (const { id, serial } of DEVICE_PROFILES)
    expect([id, serialFault(serial.example, serial.form)]).toEqual([id, null]);
});
