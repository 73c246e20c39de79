import { type Instant, TIME_ZONE } from '@varde/domain';
import { type Draw, waitingTime } from '../chance/draw.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const oslo = new Intl.DateTimeFormat('en', { timeZone: TIME_ZONE, timeZoneName: 'longOffset' });

/** What Oslo's clocks are ahead of UTC, in milliseconds. */
const osloOffset = (at: Instant): number => {
  const zone = oslo.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, hours = '0', minutes = '0'] = /GMT\+(\d+):(\d+)/.exec(zone) ?? [];
  return Number(hours) * HOUR + Number(minutes) * MINUTE;
};

/** The Oslo wall clock, in hours: 8.5 is half past eight. */
export const localHour = (at: Instant): number => ((at + osloOffset(at)) % DAY) / HOUR;

/** The first instant after `after` at which Oslo's clocks show `hour` (8.5 is half past eight). */
export const nextLocalTime = (after: Instant, hour: number): Instant => {
  const offset = osloOffset(after);
  const midnight = Math.floor((after + offset) / DAY) * DAY;
  const today = midnight + hour * HOUR - offset;
  const at = today > after ? today : today + DAY;
  return at + offset - osloOffset(at);
};

/** How busy each hour of the local day is; 1 is the day's mean. */
export type Rhythm = readonly number[];

const rhythm = (weights: readonly number[]): Rhythm => {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => weight / mean);
};

/** People call most when the day begins: the peak is 08–11. */
export const CALLING = rhythm([4, 4, 4, 4, 4, 5, 8, 12, 22, 24, 22, 13, 11, 11, 10, 10, 10, 11, 11, 11, 11, 10, 8, 6]);
/** Breakfast and dinner, when pans smoke. */
export const COOKING = rhythm([1, 0, 0, 0, 0, 0, 2, 6, 8, 6, 3, 4, 5, 4, 6, 14, 18, 14, 8, 5, 4, 3, 2, 1]);
/** Out by day, home by evening. */
export const GOING_OUT = rhythm([0, 0, 0, 0, 0, 0, 1, 4, 8, 12, 14, 14, 12, 11, 10, 9, 8, 7, 5, 3, 2, 1, 0, 0]);
/** Who wanders does so in the small hours. */
export const WANDERING = rhythm([8, 12, 14, 14, 10, 6, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 5]);

/** The next of something that comes by chance, `perDay` times a day, more often in the hours the rhythm favours. */
export const nextArrival = (after: Instant, perDay: number, favours: Rhythm, draw: Draw): Instant => {
  const busiest = Math.max(...favours);
  let at = after;
  // Thinning (Lewis and Shedler 1979): draw at the busiest hour's rate, keep the share the hour deserves.
  for (let tries = 0; tries < 10_000; tries += 1) {
    at += waitingTime(draw, DAY / (perDay * busiest));
    if (draw() * busiest < (favours[Math.floor(localHour(at))] ?? 0)) break;
  }
  return at;
};
