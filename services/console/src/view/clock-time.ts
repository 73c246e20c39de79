import type { Instant, Language } from '@varde/domain';

const LOCALES: Readonly<Record<Language, string>> = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' };
const ZONE = 'Europe/Oslo';

const TIME = new Intl.DateTimeFormat('nb-NO', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' });

/** "03:12:44", 24 hours, whatever the language. */
export const timeOfDay = (at: Instant): string => TIME.format(at).replaceAll('.', ':');

export const hourAndMinute = (at: Instant): string => timeOfDay(at).slice(0, 5);

export const shortDate = (at: Instant, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, day: 'numeric', month: 'short' }).format(at);

/** The time alone for today, with the date for any other day. */
export const timeSince = (at: Instant, now: Instant, language: Language): string =>
  DAY.format(at) === DAY.format(now) ? timeOfDay(at) : `${shortDate(at, language)} ${hourAndMinute(at)}`;

export const percent = (share: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language], { style: 'percent', maximumFractionDigits: 1 }).format(share);

/** "12. mars 2027" */
export const fullDate = (at: Instant, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, dateStyle: 'long' }).format(at);
