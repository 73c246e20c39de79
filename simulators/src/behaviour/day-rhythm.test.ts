import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededDraw } from '../chance/draw.ts';
import { CALLING, COOKING, DAY, GOING_OUT, localHour, nextArrival, nextLocalTime, WANDERING } from './day-rhythm.ts';

describe('Oslo wall clock', () => {
  test.each([
    ['2026-01-15T07:30:00Z', 8.5],
    ['2026-07-15T06:30:00Z', 8.5],
    ['2026-07-15T22:30:00Z', 0.5],
  ])('%s is half past', (at, hour) => {
    expect(localHour(Date.parse(at))).toBe(hour);
  });

  test.each([
    ['later today', '2026-01-15T06:00:00Z', 8, '2026-01-15T07:00:00Z'],
    ['tomorrow', '2026-01-15T07:00:00Z', 8, '2026-01-16T07:00:00Z'],
    ['after the clocks went forward', '2026-03-28T12:00:00Z', 8, '2026-03-29T06:00:00Z'],
    ['after the clocks went back', '2026-10-24T12:00:00Z', 8, '2026-10-25T07:00:00Z'],
  ])('the next eight o’clock: %s', (_name, after, hour, expected) => {
    expect(new Date(nextLocalTime(Date.parse(after), hour)).toISOString()).toBe(new Date(expected).toISOString());
  });
});

test('every rhythm has the whole day, and one as its mean', () => {
  for (const rhythm of [CALLING, COOKING, GOING_OUT, WANDERING]) {
    expect(rhythm).toHaveLength(24);
    expect(rhythm.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(24);
  }
});

test('arrivals lie ahead, and only in hours the rhythm knows', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 365 * DAY }), (seed, after) => {
      const at = nextArrival(after, 3, WANDERING, seededDraw(seed, 'arrivals'));
      expect(at).toBeGreaterThan(after);
      expect(WANDERING[Math.floor(localHour(at))]).toBeGreaterThan(0);
    }),
  );
});
