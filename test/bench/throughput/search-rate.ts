import type { RatePoint } from './measure-rate.ts';

/** From the rate that must be held, up while it holds and down while it does not. */
const LADDER = [2_000, 4_000, 6_000, 8_000, 10_000, 12_000, 15_000, 20_000, 25_000, 30_000] as const;
const FIRST = LADDER.indexOf(10_000);
/** Two rates nearer to each other than this are not told apart. */
const NEAR = 1_000;

export type Search = { readonly points: readonly RatePoint[]; readonly highest: number };

const middleOf = (low: number, high: number): number => Math.round((low + high) / 2 / 500) * 500;

/**
 * The highest rate that is sustained in each of `runs` runs; 0: none of the ladder. One that falls behind in a later
 * run is not the highest.
 */
export const searchRate = async (
  runs: number,
  measure: (rate: number, run: number) => Promise<RatePoint>,
): Promise<Search> => {
  const points: RatePoint[] = [];
  const holds = async (rate: number, run = 1): Promise<boolean> => {
    const point = await measure(rate, run);
    points.push(point);
    return point.sustained;
  };

  let [low, high] = [0, Number.POSITIVE_INFINITY];
  for (let step: number = FIRST; ; ) {
    const rate = LADDER[step];
    if (rate === undefined || rate <= low || rate >= high) break;
    if (await holds(rate)) low = rate;
    else high = rate;
    step += low === rate ? 1 : -1;
  }
  if (Number.isFinite(high) && low > 0 && high - low > NEAR) {
    const middle = middleOf(low, high);
    if (await holds(middle)) low = middle;
  }
  const candidates = [...new Set(points.filter(({ sustained }) => sustained).map(({ rate }) => rate))];
  for (const rate of candidates.toSorted((a, b) => b - a)) {
    let held = true;
    for (let run = 2; held && run <= runs; run += 1) held = await holds(rate, run);
    if (held) return { points, highest: rate };
  }
  return { points, highest: 0 };
};
