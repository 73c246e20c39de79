import { expect, test } from 'vitest';
import { parseCount, parseDuration, parsePositive, parseTimeOfDay } from './parse-option.ts';

test.each([
  ['60', 60_000],
  ['60s', 60_000],
  ['1.5h', 5_400_000],
  ['250ms', 250],
  ['2d', 172_800_000],
])('the duration %s', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each([
  ['06:30', 6.5],
  ['0:00', 0],
  ['23:45', 23.75],
])('the time %s', (text, expected) => {
  expect(parseTimeOfDay(text)).toBe(expected);
});

test.each<[(text: string) => number, string]>([
  [parseDuration, 'soon'],
  [parseDuration, '5 weeks'],
  [parseTimeOfDay, '24:00'],
  [parseTimeOfDay, '8'],
  [parsePositive, '0'],
  [parsePositive, 'fast'],
  [parseCount, '1.5'],
])('%o refuses %s', (parse, text) => {
  expect(() => parse(text)).toThrow(/expected/);
});
