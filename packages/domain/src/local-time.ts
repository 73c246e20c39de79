import type { Instant } from './instant.ts';

/** Wall-clock rules (watch hours, duty, doses, reports) are told in this zone, summer and winter. */
export const TIME_ZONE = 'Europe/Oslo';

export type LocalTime = {
  /** Minutes since local midnight, 0 … 1439. */
  readonly minuteOfDay: number;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
};

const WEEKDAYS: readonly string[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  hourCycle: 'h23',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** What the clock on the wall shows at an instant. */
export const localTime = (at: Instant): LocalTime => {
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    minuteOfDay: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
    weekday: WEEKDAYS.indexOf(parts.get('weekday') ?? '') + 1,
  };
};

/** "03:12", as people say it. */
export const clockTime = (at: Instant): string => {
  const { minuteOfDay } = localTime(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
};

const calendar = new Intl.DateTimeFormat('en-CA', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day on the calendar on the wall, `YYYY-MM-DD`. */
export const localDay = (at: Instant): string => calendar.format(at);
