import { expect, test } from 'vitest';
import { NOW, secondsFromNow } from '../../test-alarm.ts';
import { ageOf } from './age-of.ts';

test.each([
  [-59, 'now', 0],
  [-60, 'minutes', 1],
  [-3_599, 'minutes', 59],
  [-3_600, 'hours', 1],
  [-172_799, 'hours', 47],
  [-172_800, 'days', 2],
  [60, 'now', 0],
] as const)('%i s ago is %s %i', (seconds, unit, n) => {
  expect(ageOf(Date.parse(secondsFromNow(seconds)), NOW)).toEqual({ unit, n });
});
