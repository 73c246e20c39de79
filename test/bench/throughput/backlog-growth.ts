import type { LaneSample } from '../lanes.ts';
import { median } from '../percentiles.ts';

/** Events meant to be sent and not decided yet, wherever they are on the way, over the time that counts. */
export type Growth = {
  /** At its end. */
  readonly atEnd: number;
  /** Events a second by which it grew: the median of the slopes between any two samples, which no single hiccup bends. */
  readonly slope: number;
};

/** How many of the ascending instants are not after `at`. */
const countUntil = (instants: Float64Array, at: number): number => {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instants[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** `sent`: every intended send time of the load, the warm-up's too, ascending. */
export const backlogGrowth = (
  sent: Float64Array,
  samples: readonly LaneSample[],
  begin: number,
  end: number,
): Growth => {
  const points = samples
    .filter(({ at }) => at >= begin && at <= end)
    .map(({ at, decided }) => ({ x: (at - begin) / 1_000, y: countUntil(sent, at) - decided }));
  const slopes = points.flatMap((one, index) => points.slice(index + 1).map(({ x, y }) => (y - one.y) / (x - one.x)));
  return { atEnd: points.at(-1)?.y ?? Number.NaN, slope: median(slopes) };
};
