import { expect, test } from 'vitest';
import type { Fault, Promised } from './fault.ts';
import { figuresOf, judgeReds, type Red } from './judge-trial.ts';

const TIMES = { struckAt: 10_000, mendAt: 20_000, mendedAt: 21_000 };

const fault = (promised: Promised): Fault => ({
  name: 'a fault',
  what: 'something',
  hits: [],
  promised,
  prepare: () => Promise.reject(new Error('not struck here')),
});

const red = (sentAt: number, latency: number | null): Red => ({
  sentAt,
  seenAt: latency === null ? null : sentAt + latency,
});

test('figures are told apart by when a red was sent', () => {
  const reds = [red(5_000, 40), red(9_000, 90), red(10_100, 3_000), red(12_000, 500)];
  expect(figuresOf(reds, TIMES)).toEqual({ calmWorst: 90, firstRed: 2_500, worstRed: 3_000 });
});

test('where no red was seen there is no figure, and no promise is kept', () => {
  const reds = [red(11_000, null)];
  expect(figuresOf(reds, TIMES)).toEqual({ calmWorst: null, firstRed: null, worstRed: null });
  for (const promised of [
    { kind: 'no-delay' },
    { kind: 'first-red', within: 5_000 },
    { kind: 'every-red', within: 2_000 },
    { kind: 'after-mend', within: 5_000 },
  ] as const) {
    expect(judgeReds(fault(promised), reds, TIMES, 100), promised.kind).toHaveLength(1);
  }
});

test.each([
  ['no-delay', { kind: 'no-delay' }, [red(11_000, 1_100)], []],
  [
    'no-delay, and one is later',
    { kind: 'no-delay' },
    [red(11_000, 50), red(12_000, 1_101)],
    ['worst red: 1101 ms, promised within 1100 ms'],
  ],
  [
    'a killed process, later ones may wait',
    { kind: 'first-red', within: 5_000 },
    [red(10_500, 4_000), red(11_000, 9_000)],
    [],
  ],
  [
    'a killed process that is away for too long',
    { kind: 'first-red', within: 5_000 },
    [red(10_500, 5_000)],
    ['first red after the fault: 5500 ms, promised within 5000 ms'],
  ],
  ['every red while it stands', { kind: 'every-red', within: 2_000 }, [red(11_000, 2_000), red(20_500, 7_000)], []],
  [
    'one that is late while it stands',
    { kind: 'every-red', within: 2_000 },
    [red(11_000, 10), red(12_000, 2_001)],
    ['worst red meanwhile: 2001 ms, promised within 2000 ms'],
  ],
  [
    'those that wait for the mending',
    { kind: 'after-mend', within: 5_000 },
    [red(11_000, 10_500), red(22_000, 100)],
    [],
  ],
  [
    'none sent after the mending, and what waited came',
    { kind: 'after-mend', within: 5_000 },
    [red(11_000, 10_500)],
    [],
  ],
  [
    'none sent after the mending, and what waited was late',
    { kind: 'after-mend', within: 5_000 },
    [red(11_000, 15_001)],
    ['first red after it was mended: 5001 ms, promised within 5000 ms'],
  ],
] satisfies [string, Promised, Red[], string[]][])('%s', (_what, promised, reds, problems) => {
  expect(judgeReds(fault(promised), reds, TIMES, 100)).toEqual(problems);
});
