import { expect, test } from 'vitest';
import { choosePairs } from './choose-pairs.ts';
import type { Fault } from './fault.ts';
import { FAULTS } from './faults/faults.ts';

const take = (faults: readonly Fault[], seed: number, count: number): string[] => {
  const pairs = choosePairs(faults, seed);
  return Array.from({ length: count }, () => pairs.next().value).flatMap((pair) =>
    pair === undefined ? [] : [pair.map(({ name }) => name).join(' + ')],
  );
};

test('the same seed gives the same pairs, another one others', () => {
  expect(take(FAULTS, 7, 20)).toEqual(take(FAULTS, 7, 20));
  expect(take(FAULTS, 7, 20)).not.toEqual(take(FAULTS, 8, 20));
});

test('two at once never take hold of the same thing', () => {
  const pairs = choosePairs(FAULTS, 1);
  for (let n = 0; n < 2_000; n += 1) {
    const [one, other] = pairs.next().value ?? [];
    expect(one?.hits.filter((hit) => other?.hits.includes(hit))).toEqual([]);
  }
});

test('without two that are apart there are none', () => {
  const redis = FAULTS.filter(({ hits }) => hits.includes('redis'));
  expect(take(redis, 1, 5)).toEqual([]);
});

test('no two faults have one name', () => {
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
});
