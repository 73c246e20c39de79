import { type Instant, minutes } from '../instant.ts';

/** What a device said of its battery, 0 to 100, when that was new. */
export type BatterySample = { readonly at: Instant; readonly percent: number };

/** `emptyAt` null: it does not get emptier. `from`: its own history, or what a battery of its kind lasts. */
export type BatteryForecast = { readonly emptyAt: Instant | null; readonly from: 'history' | 'profile' };

/** Where most devices stop (assumed: makers say 3 to 10). */
const EMPTY = 5;
/** Fewer say too little, and a day says too little of a year. */
const SAMPLES = 3;
const SPAN = minutes(24 * 60);
const MONTH = minutes(30.44 * 24 * 60);

/** A rise of so much is another battery, or a charge: what came before says nothing of it. */
const RISE = 10;

/** Since the battery was last new. */
export const sinceLastRise = (samples: readonly BatterySample[]): readonly BatterySample[] => {
  const ordered = samples.toSorted((a, b) => a.at - b.at);
  const rise = ordered.findLastIndex((sample, index) => {
    const before = ordered[index - 1];
    return before !== undefined && sample.percent - before.percent >= RISE;
  });
  return rise === -1 ? ordered : ordered.slice(rise);
};

/** Least squares: percent a millisecond, and where the line stands at the mean. */
const fit = (samples: readonly BatterySample[]) => {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [at, percent] = [mean(samples.map((one) => one.at)), mean(samples.map((one) => one.percent))];
  const covariance = samples.reduce((sum, one) => sum + (one.at - at) * (one.percent - percent), 0);
  const variance = samples.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
  return { at, percent, slope: variance === 0 ? 0 : covariance / variance };
};

/**
 * When a battery will be empty: by a straight line through what the device itself has said since it was new, else by how
 * long one of its kind lasts (`months`, from `newAt`). null: neither is known.
 */
export const forecastBattery = (
  samples: readonly BatterySample[],
  fallback: { readonly months: number | null; readonly newAt: Instant | null },
): BatteryForecast | null => {
  const own = sinceLastRise(samples);
  const [first, last] = [own[0], own.at(-1)];
  if (first !== undefined && last !== undefined && own.length >= SAMPLES && last.at - first.at >= SPAN) {
    const { at, percent, slope } = fit(own);
    return { emptyAt: slope < 0 ? Math.round(at + (EMPTY - percent) / slope) : null, from: 'history' };
  }
  const { months, newAt } = fallback;
  return months === null || newAt === null ? null : { emptyAt: Math.round(newAt + months * MONTH), from: 'profile' };
};
