import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededDraw } from '../chance/draw.ts';
import { arrivals, evenly } from './arrivals.ts';

const mix = new Map([
  ['door-opened', 9],
  ['fire-alarm', 1],
]);

test('arrivals keep rate, mix and order, and are the same from the same seed', () => {
  const list = [...arrivals(1_000, 60_000, mix, seededDraw(1, 'load'))];
  expect(list).toEqual([...arrivals(1_000, 60_000, mix, seededDraw(1, 'load'))]);
  expect(list.length / 60_000).toBeCloseTo(1, 1);
  expect(list.filter(({ kind }) => kind === 'fire-alarm').length / list.length).toBeCloseTo(0.1, 1);
  expect(list.map(({ after }) => after)).toEqual(list.map(({ after }) => after).sort((a, b) => a - b));
});

test('no rate, no arrivals', () => {
  expect([...arrivals(0, 60_000, mix, seededDraw(1, 'load'))]).toEqual([]);
});

test('evenly: one in each part, and not at the same place in each', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 2, max: 200 }), (seed, count) => {
      const instants = [...evenly(count, 10_000, seededDraw(seed, 'evenly'))];
      const part = 10_000 / count;
      expect(instants.map((instant) => Math.floor(instant / part))).toEqual([...Array(count).keys()]);
      expect(new Set(instants.map((instant) => instant % part)).size).toBeGreaterThan(1);
    }),
    { numRuns: 30 },
  );
});
