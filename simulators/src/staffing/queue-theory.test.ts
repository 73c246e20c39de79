import { describe, expect, test } from 'vitest';
import { seededDraw, waitingTime } from '../chance/draw.ts';
import { type Call, simulateDesk } from './desk-simulation.ts';
import { POLICIES, type Policy } from './policy.ts';
import { accumulatingWaits, erlangC, meanWait, strictWaits } from './queue-theory.ts';

/** Seconds of service, operators, and calls a second by colour, most urgent first; the targets of the three. */
const SERVICE = 100;
const OPERATORS = 4;
const RATES = [0.006, 0.012, 0.014];
const COLOURS = ['red', 'orange', 'yellow'] as const;
const TARGETS = [30, 60, 120];

const drawCalls = (seed: number, count: number): Call[] => {
  const all = RATES.reduce((sum, rate) => sum + rate, 0);
  const draw = seededDraw(seed, 'theory');
  let at = 0;
  return Array.from({ length: count }, (_, index) => {
    at += waitingTime(draw, 1_000 / all);
    let rest = draw() * all;
    const place = RATES.findIndex((rate) => {
      rest -= rate;
      return rest < 0;
    });
    const colour = COLOURS[place] ?? 'yellow';
    const target = (TARGETS[place] ?? 120) * 1_000;
    const service = waitingTime(draw, SERVICE * 1_000);
    return { id: `c${index}`, colour, receivedAt: at, colourSince: at, answerBy: at + target, service };
  });
};

/** Mean wait by colour, seconds, after the first tenth. */
const simulatedWaits = (policy: Policy): { byColour: number[]; all: number; waited: number } => {
  const calls = drawCalls(7, 400_000);
  const settled = simulateDesk({ calls, operators: OPERATORS, policy }).slice(40_000);
  const mean = (list: readonly number[]): number => list.reduce((sum, wait) => sum + wait, 0) / list.length / 1_000;
  return {
    byColour: COLOURS.map((colour) =>
      mean(settled.flatMap(({ call, wait }) => (call.colour === colour ? [wait] : []))),
    ),
    all: mean(settled.map(({ wait }) => wait)),
    waited: settled.filter(({ wait }) => wait > 0).length / settled.length,
  };
};

/** Within so many per cent of the formula: what chance leaves after 360 000 calls at 80 % load. */
const TOLERANCE = 0.06;
const near = (measured: number, expected: number): void => {
  expect(Math.abs(measured / expected - 1), `${measured} against ${expected}`).toBeLessThan(TOLERANCE);
};
const allNear = (measured: readonly number[], expected: readonly number[]): void => {
  for (const [index, wait] of expected.entries()) near(measured[index] ?? 0, wait);
};

describe('formulas', () => {
  // Tables of Erlang C: 4 servers at load 3.2, and a single server, where it is the load itself.
  test.each([
    [1, 0.5, 0.5],
    [2, 1, 1 / 3],
    [4, 3.2, 0.5964],
  ])('Erlang C of %i servers at load %f', (servers, load, expected) => {
    expect(erlangC(servers, load)).toBeCloseTo(expected, 3);
  });

  test('the classes share the wait among them: the mean over all is that of one queue (Kleinrock)', () => {
    const all = RATES.reduce((sum, rate) => sum + rate, 0);
    const overall = (waits: readonly number[]): number =>
      waits.reduce((sum, wait, index) => sum + (wait * (RATES[index] ?? 0)) / all, 0);
    const classes = RATES.map((rate, index) => ({ rate, growth: 1 / (TARGETS[index] ?? 1) }));
    expect(overall(strictWaits(OPERATORS, SERVICE, RATES))).toBeCloseTo(meanWait(OPERATORS, SERVICE, all), 6);
    expect(overall(accumulatingWaits(OPERATORS, SERVICE, classes))).toBeCloseTo(meanWait(OPERATORS, SERVICE, all), 6);
  });
});

describe('the simulation agrees', () => {
  const rate = RATES.reduce((sum, each) => sum + each, 0);

  test('first come: Erlang C and the mean wait of M/M/c', () => {
    const { all, waited } = simulatedWaits(POLICIES['first come']);
    near(waited, erlangC(OPERATORS, rate * SERVICE));
    near(all, meanWait(OPERATORS, SERVICE, rate));
  });

  test('strict classes: M/M/c with priorities', () => {
    const { byColour } = simulatedWaits(POLICIES['strict classes']);
    allNear(byColour, strictWaits(OPERATORS, SERVICE, RATES));
  });

  test('accumulating priority: delay-dependent priorities', () => {
    const { byColour } = simulatedWaits(POLICIES['accumulating priority']);
    const classes = RATES.map((each, index) => ({ rate: each, growth: 1 / (TARGETS[index] ?? 1) }));
    allNear(byColour, accumulatingWaits(OPERATORS, SERVICE, classes));
  });
});
