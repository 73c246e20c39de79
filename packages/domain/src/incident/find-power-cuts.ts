import type { Instant } from '../instant.ts';
import {
  AREA_DEVICES,
  AREA_SHARE,
  isWithin,
  type MainsReport,
  NEIGHBOUR_SHARE,
  NEIGHBOURS,
  type Place,
  POWER_CUT_WINDOW,
  placeKey,
  STREET_SETTLES,
} from './power-cut.ts';

/** A cut nobody knew of: where, since when, and the reports that tell of it. */
export type PowerCut = { readonly place: Place; readonly beganAt: Instant; readonly reports: readonly MainsReport[] };

/** Mains-powered devices at a place, by `placeKey`, counted up to `COUNTED`; what is not in it counts as endless. */
export type PlaceSizes = ReadonlyMap<string, number>;

/** The widest first: what explains an area needs no street. */
const LEVELS = [
  (report: MainsReport): Place => ({ areaId: report.areaId, street: null, houseNumber: null }),
  (report: MainsReport): Place => ({ areaId: report.areaId, street: report.street, houseNumber: null }),
  ({ areaId, street, houseNumber }: MainsReport): Place => ({ areaId, street, houseNumber }),
] as const;

/** The most devices that reported within one window, and those reports; the earliest such window. */
const densest = (reports: readonly MainsReport[]): readonly MainsReport[] => {
  const ordered = reports.toSorted((a, b) => a.receivedAt - b.receivedAt);
  let best: readonly MainsReport[] = [];
  let first = 0;
  ordered.forEach((report, index) => {
    while ((ordered[first]?.receivedAt ?? 0) < report.receivedAt - POWER_CUT_WINDOW) first += 1;
    const window = index + 1 - first;
    if (window > best.length) best = ordered.slice(first, index + 1);
  });
  return best;
};

/** One street in the dark is no area in the dark, however many live there. */
const isSpread = (reports: readonly MainsReport[]): boolean => {
  const streets = [...Map.groupBy(reports, ({ street }) => street).values()].map((list) => list.length);
  return Math.max(0, ...streets) <= reports.length / 2;
};

const isCut = (place: Place, window: readonly MainsReport[], size: number, now: Instant): boolean => {
  const count = window.length;
  if (count < NEIGHBOURS) return false;
  if (place.street === null) return isSpread(window) && count >= Math.min(AREA_DEVICES, size * AREA_SHARE);
  const since = Math.min(...window.map(({ receivedAt }) => receivedAt));
  return count >= size * NEIGHBOUR_SHARE && now - since >= STREET_SETTLES;
};

/** Places where so many reported that their size matters: how many stand in a socket there. */
export const suspectPlaces = (reports: readonly MainsReport[]): readonly Place[] =>
  LEVELS.flatMap((level) =>
    [...Map.groupBy(reports, (report) => placeKey(level(report))).values()].flatMap((list) => {
      const window = densest(list);
      return window[0] === undefined || window.length < NEIGHBOURS ? [] : [level(window[0])];
    }),
  );

/** No place needs counting further: of more devices than this, so many reports are no share, or enough without one. */
export const COUNTED = AREA_DEVICES / Math.min(AREA_SHARE, NEIGHBOUR_SHARE) + 1;

/**
 * The power cuts these reports tell of, each report in one of them at most. What the window caught and what came
 * after it belong together; what had come before is somebody's plug.
 */
export const findPowerCuts = (
  reports: readonly MainsReport[],
  sizes: PlaceSizes,
  now: Instant,
): readonly PowerCut[] => {
  let left = reports;
  const cuts: PowerCut[] = [];
  for (const place of suspectPlaces(reports)) {
    const window = densest(left.filter((report) => isWithin(report, place)));
    if (!isCut(place, window, sizes.get(placeKey(place)) ?? Number.POSITIVE_INFINITY, now)) continue;
    const beganAt = Math.min(...window.map(({ receivedAt }) => receivedAt));
    const members = left.filter((report) => isWithin(report, place) && report.receivedAt >= beganAt);
    cuts.push({ place, beganAt, reports: members });
    left = left.filter((report) => !members.includes(report));
  }
  return cuts;
};
