import { expect, test } from 'vitest';
import { localTime } from '../local-time.ts';
import { withinHours } from './within-hours.ts';

const at = (text: string): number => Date.parse(text);

test.each([
  ['2026-01-15T22:30:00Z', 23 * 60 + 30, 4], // winter, UTC+1
  ['2026-07-15T22:30:00Z', 30, 4], // summer, UTC+2: the next day
  ['2026-03-29T00:59:00Z', 119, 7], // the last minute before the clock springs
  ['2026-03-29T01:00:00Z', 180, 7], // … from 02:00 to 03:00
  ['2026-10-25T00:30:00Z', 150, 7], // 02:30, for the first time
  ['2026-10-25T01:30:00Z', 150, 7], // 02:30, once more
  ['2026-11-22T23:00:00Z', 0, 1],
])('%s on the wall', (instant, minuteOfDay, weekday) => {
  expect(localTime(at(instant))).toEqual({ minuteOfDay, weekday });
});

const night = { from: '23:00', to: '06:00' };
const day = { from: '08:00', to: '16:00' };

test.each([
  ['winter, in the night', night, '2026-01-15T22:00:00Z', true],
  ['winter, a minute before', night, '2026-01-15T21:59:00Z', false],
  ['winter, the end is not in it', night, '2026-01-15T05:00:00Z', false],
  ['summer, the same wall clock', night, '2026-07-15T21:00:00Z', true],
  ['summer, an hour that is night in winter only', night, '2026-07-15T04:30:00Z', false],
  ['the skipped hour takes nothing from the night', night, '2026-03-29T01:30:00Z', true],
  ['the hour that comes twice, second time', { from: '02:00', to: '03:00' }, '2026-10-25T01:30:00Z', true],
  ['by day', day, '2026-11-23T07:00:00Z', true],
  ['by day, on a listed day', { ...day, days: [1] }, '2026-11-23T07:00:00Z', true],
  ['by day, on another', { ...day, days: [2] }, '2026-11-23T07:00:00Z', false],
  ['a Saturday night on Sunday morning', { ...night, days: [6] }, '2026-11-22T02:00:00Z', true],
  ['a Sunday night is not that morning', { ...night, days: [7] }, '2026-11-22T02:00:00Z', false],
  ['a Sunday night on Monday morning', { ...night, days: [7] }, '2026-11-23T02:00:00Z', true],
  ['until midnight', { from: '20:00', to: '24:00' }, '2026-11-22T22:59:00Z', true],
  ['round the clock', { from: '07:00', to: '07:00' }, '2026-11-22T12:00:00Z', true],
  ['hours nobody can read hold always', { from: '7', to: 'late' }, '2026-11-22T12:00:00Z', true],
])('%s', (_name, hours, instant, within) => {
  expect(withinHours(hours, at(instant))).toBe(within);
});
