import { expect, test } from 'vitest';
import { secondsFromNow } from '../../test-alarm.ts';
import { batteryCurve, HEIGHT, signalOf, WIDTH } from './battery-curve.ts';

const days = (n: number): string => secondsFromNow(n * 86_400);
const falling = [
  { at: days(0), percent: 50 },
  { at: days(-10), percent: 100 },
];

test('the curve goes from the first measurement, and on to empty', () => {
  const curve = batteryCurve(falling, days(10));
  expect(curve?.seen).toEqual([
    [0, 0],
    [WIDTH / 2, HEIGHT / 2],
  ]);
  expect(curve?.forecast).toEqual([
    [WIDTH / 2, HEIGHT / 2],
    [WIDTH, HEIGHT],
  ]);
});

test('a forecast years away leaves the drawing on its way down', () => {
  const [, end] = batteryCurve(falling, days(200))?.forecast ?? [];
  expect(end?.[0]).toBe(WIDTH);
  expect(end?.[1]).toBeGreaterThan(HEIGHT / 2);
  expect(end?.[1]).toBeLessThan(HEIGHT);
});

test('one measurement is no curve, and what is empty already has no forecast', () => {
  expect(batteryCurve(falling.slice(0, 1), days(10))).toBeUndefined();
  expect(batteryCurve([], undefined)).toBeUndefined();
  expect(batteryCurve(falling, days(-1))?.forecast).toBeUndefined();
});

test('a signal in words', () => {
  expect([-60, -67, -70, -90].map(signalOf)).toEqual(['good', 'good', 'fair', 'weak']);
});
