import { expect, test } from 'vitest';
import type { RatePoint } from './measure-rate.ts';
import { searchRate } from './search-rate.ts';

/** Where rates up to `short` hold for a short while, and up to `whole` for the whole time. */
const search = async (runs: number, short: number, whole = short) => {
  const { points, highest } = await searchRate(runs, async (rate, length) => {
    const sustained = rate <= (length === 'short' ? short : whole);
    return { rate, sustained } as RatePoint;
  });
  return { tried: points.map(({ rate }) => rate), highest };
};

test.each([
  [10_500, [10_000, 12_000, 11_000, 10_000], 10_000],
  [13_800, [10_000, 12_000, 15_000, 13_500, 13_500], 13_500],
  [5_000, [10_000, 8_000, 6_000, 4_000, 5_000, 5_000], 5_000],
  [100, [10_000, 8_000, 6_000, 4_000, 2_000], 0],
  [99_000, [10_000, 12_000, 15_000, 20_000, 25_000, 30_000, 30_000], 30_000],
])('where %i can be held', async (limit, tried, highest) => {
  expect(await search(1, limit)).toEqual({ tried, highest });
});

test('a rate that holds for a short while only gives way to one below all that were tried', async () => {
  expect(await search(1, 7_500, 4_500)).toEqual({
    tried: [10_000, 8_000, 6_000, 7_000, 7_000, 6_000, 5_000, 4_000],
    highest: 4_000,
  });
});

test('the highest rate is one that held for the whole time in every run', async () => {
  expect(await search(3, 12_500, 10_500)).toEqual({
    tried: [10_000, 12_000, 15_000, 13_500, 12_000, 10_000, 10_000, 10_000],
    highest: 10_000,
  });
});
