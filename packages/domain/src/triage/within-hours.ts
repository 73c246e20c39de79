import type { Instant } from '../instant.ts';
import { localTime } from '../local-time.ts';
import type { Hours } from './response-plan.ts';

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/;

const minuteOf = (text: string): number | null => {
  const match = CLOCK.exec(text);
  if (match === null) return null;
  return match[1] === undefined ? 24 * 60 : Number(match[1]) * 60 + Number(match[2]);
};

const dayBefore = (weekday: number): number => (weekday === 1 ? 7 : weekday - 1);

/**
 * Whether an instant lies in a rule's hours: `from` included, `to` not. A night's `days` name the evening it begins
 * on. Hours that cannot be read hold always, and so do those that end where they begin: a watch is never lost to a
 * slip of the pen.
 */
export const withinHours = (hours: Hours, at: Instant): boolean => {
  const from = minuteOf(hours.from);
  const to = minuteOf(hours.to);
  if (from === null || to === null) return true;
  const { minuteOfDay, weekday } = localTime(at);
  const on = (day: number): boolean => hours.days === undefined || hours.days.includes(day);
  if (from < to) return on(weekday) && minuteOfDay >= from && minuteOfDay < to;
  const sinceEvening = minuteOfDay >= from && on(weekday);
  const untilMorning = minuteOfDay < to && on(dayBefore(weekday));
  return sinceEvening || untilMorning;
};
