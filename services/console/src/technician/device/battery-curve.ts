import type { Instant } from '@varde/domain';

export const WIDTH = 320;
export const HEIGHT = 96;
/** A forecast further off than this share of what has been seen leaves the drawing at its edge. */
const FURTHEST = 2;

type Point = readonly [x: number, y: number];
export type BatteryCurve = {
  readonly seen: readonly Point[];
  /** From the last that was seen towards empty. */
  readonly forecast: readonly [Point, Point] | undefined;
};

const round = (n: number): number => Math.round(n * 10) / 10;

/** What was measured, and where it is heading; undefined: there is nothing to draw a line through. */
export const batteryCurve = (
  samples: readonly { readonly at: string; readonly percent: number }[],
  emptyAt: string | undefined,
): BatteryCurve | undefined => {
  const seen = samples.map(({ at, percent }) => [Date.parse(at), percent] as const).toSorted((a, b) => a[0] - b[0]);
  const [first, last] = [seen.at(0), seen.at(-1)];
  if (first === undefined || last === undefined || first[0] === last[0]) return undefined;
  const span = last[0] - first[0];
  const empty = emptyAt === undefined ? undefined : Date.parse(emptyAt);
  const isForecast = empty !== undefined && empty > last[0];
  const end = isForecast ? Math.min(empty, last[0] + span * FURTHEST) : last[0];
  const at = (time: Instant, percent: number): Point => [
    round(((time - first[0]) / (end - first[0])) * WIDTH),
    round(HEIGHT - (percent / 100) * HEIGHT),
  ];
  const share = isForecast ? (end - last[0]) / (empty - last[0]) : 0;
  return {
    seen: seen.map(([time, percent]) => at(time, percent)),
    forecast: isForecast ? [at(...last), at(end, last[1] * (1 - share))] : undefined,
  };
};

/** How strong a radio signal is, in words: the bounds are those of WLAN surveys (−67 and −75 dBm). */
export const signalOf = (rssi: number): 'good' | 'fair' | 'weak' =>
  rssi >= -67 ? 'good' : rssi >= -75 ? 'fair' : 'weak';
