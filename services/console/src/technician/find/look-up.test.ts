import { expect, test } from 'vitest';
import { aDevice } from '../testing/test-device.ts';
import { judgeLookup } from './look-up.ts';

const one = aDevice({ serial: 'BRK-041' });
const other = aDevice({ id: 'd2', serial: 'BRK-0412' });

test('the very serial number is meant, even when others begin with it', () => {
  expect(judgeLookup('brk-041', [one, other])).toEqual({ kind: 'one', device: one });
});

test('the beginning of one is enough when only one begins so', () => {
  expect(judgeLookup('BRK-0412', [other])).toEqual({ kind: 'one', device: other });
  expect(judgeLookup('BRK-04', [one, other])).toEqual({ kind: 'several', devices: [one, other] });
  expect(judgeLookup('X', [])).toEqual({ kind: 'none' });
});
