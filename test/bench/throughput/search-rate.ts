import type { RatePoint } from './measure-rate.ts';

/** From the rate that must be held, up while it holds and down while it does not. */
const LADDER = [2_000, 4_000, 6_000, 8_000, 10_000, 12_000, 15_000, 20_000, 25_000, 30_000] as const;
const FIRST = LADDER.indexOf(10_000);
/** Two rates nearer to each other than this are not told apart. */
const NEAR = 1_000;

export type Measure = (rate: number, length: 'short' | 'whole', seed: number) => Promise<RatePoint>;

export type Search = { readonly points: readonly RatePoint[]; readonly highest: number };

const middleOf = (low: number, high: number): number => Math.round((low + high) / 2 / 500) * 500;

/** The rates that hold for a short while, ascending: whoever falls behind shows it soon. */
const findCandidates = async (holds: (rate: number) => Promise<boolean>): Promise<number[]> => {
  const held: number[] = [];
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  for (let step: number = FIRST; ; ) {
    const rate = LADDER[step];
    if (rate === undefined || rate <= low || rate >= high) break;
    const holding = await holds(rate);
    if (holding) held.push(rate);
    [low, high] = holding ? [rate, high] : [low, rate];
    step += holding ? 1 : -1;
  }
  const middle = middleOf(low, high);
  if (low > 0 && high - low > NEAR && Number.isFinite(high) && (await holds(middle))) held.push(middle);
  return held.toSorted((a, b) => a - b);
};

/**
 * The highest rate that is sustained for its whole time in each of `runs` runs; 0: none. One that holds for a short
 * while and not for the whole gives way to the next below, in steps of `NEAR` where none was tried.
 */
export const searchRate = async (runs: number, measure: Measure): Promise<Search> => {
  const points: RatePoint[] = [];
  const holds = async (rate: number, length: 'short' | 'whole', seed: number): Promise<boolean> => {
    const point = await measure(rate, length, seed);
    points.push(point);
    return point.sustained;
  };
  const candidates = await findCandidates((rate) => holds(rate, 'short', 1));
  const lowest = candidates[0] ?? 0;
  const below = Array.from({ length: Math.max(0, Math.ceil(lowest / NEAR) - 1) }, (_, step) => (step + 1) * NEAR);
  for (const rate of [...below, ...candidates].toReversed()) {
    let run = 1;
    while (run <= runs && (await holds(rate, 'whole', 1 + run))) run += 1;
    if (run > runs) return { points, highest: rate };
  }
  return { points, highest: 0 };
};
