import { expect, test } from 'vitest';
import { backlogGrowth } from './backlog-growth.ts';

const sent = Float64Array.from({ length: 10_000 }, (_, index) => index);
const samples = (decidedAt: (at: number) => number) =>
  Array.from({ length: 20 }, (_, index) => index * 500).map((at) => ({ at, stored: 0, decided: decidedAt(at) }));

test('what is decided as fast as it is sent is no growing backlog, however late', () => {
  const { slope, atEnd } = backlogGrowth(
    sent,
    samples((at) => Math.max(0, at - 100)),
    1_000,
    9_500,
  );
  expect(slope).toBeCloseTo(0);
  expect(atEnd).toBe(101);
});

test('a hiccup is no growing backlog', () => {
  const hiccup = samples((at) => (at > 8_000 && at < 9_000 ? 8_000 : at));
  expect(backlogGrowth(sent, hiccup, 0, 9_500).slope).toBeCloseTo(0);
});

test('a tenth less decided than sent grows by a tenth of the rate', () => {
  expect(
    backlogGrowth(
      sent,
      samples((at) => 0.9 * at),
      1_000,
      9_500,
    ).slope,
  ).toBeCloseTo(100);
});
