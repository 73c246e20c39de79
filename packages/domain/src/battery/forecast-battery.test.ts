import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minutes } from '../instant.ts';
import { NOW } from '../test-data.ts';
import { forecastBattery } from './forecast-battery.ts';

const days = (count: number): number => minutes(count * 24 * 60);
const ago = (count: number, percent: number) => ({ at: NOW - days(count), percent });
const none = { months: null, newAt: null };

test('a straight line through its own history', () => {
  // One percent in two days: from 65 to the 5 that most devices stop at are 120.
  const forecast = forecastBattery([ago(70, 100), ago(30, 80), ago(10, 70), ago(0, 65)], none);
  expect(forecast).toEqual({ emptyAt: NOW + days(120), from: 'history' });
});

test('a new battery begins anew', () => {
  const worn = [ago(200, 30), ago(120, 10)];
  const fresh = [ago(100, 100), ago(50, 95), ago(0, 90)];
  const { emptyAt } = forecastBattery([...worn, ...fresh], none) ?? {};
  expect(emptyAt).toBe(NOW + days(850));
});

test.each([
  ['two samples', [ago(20, 100), ago(10, 90)]],
  ['three within a day', [ago(0.5, 100), ago(0.2, 99), ago(0, 98)]],
  ['nothing', []],
])('%s say too little: a battery of its kind lasts so long', (_name, samples) => {
  const fallback = { months: 24, newAt: NOW - days(365) };
  const { emptyAt, from } = forecastBattery(samples, fallback) ?? {};
  expect(from).toBe('profile');
  expect(Math.round(((emptyAt ?? 0) - NOW) / days(1))).toBe(366);
  expect(forecastBattery(samples, none)).toBeNull();
});

test('one that does not get emptier has no such day', () => {
  expect(forecastBattery([ago(20, 90), ago(10, 90), ago(0, 91)], none)).toEqual({ emptyAt: null, from: 'history' });
});

test('whatever is said, the answer is a day or none', () => {
  const sample = fc.record({
    at: fc.integer({ min: NOW - days(900), max: NOW }),
    percent: fc.integer({ min: 0, max: 100 }),
  });
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 40 }), (samples) => {
      const forecast = forecastBattery(samples, none);
      if (forecast !== null && forecast.emptyAt !== null) expect(Number.isFinite(forecast.emptyAt)).toBe(true);
    }),
  );
});
