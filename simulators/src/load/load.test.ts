import { expect, test } from 'vitest';
import { seededDraw } from '../chance/draw.ts';
import { arrivals } from './arrivals.ts';
import { sampleEvenly } from './choose-devices.ts';
import { MIXES, readMix } from './mix.ts';

const mixOf = (text: string): ReadonlyMap<string, number> => {
  const mix = readMix(text);
  if ('fault' in mix) throw new Error(mix.fault);
  return mix;
};

test.each(Object.keys(MIXES))('the mix %s holds kinds that devices send', (name) => {
  expect(mixOf(name).size).toBeGreaterThan(1);
});

test.each([
  ['an unknown kind', 'door-opened=1,sneeze=1', 'no device sends sneeze'],
  ['a kind only the service raises', 'device-silent', 'no device sends device-silent'],
  ['no weight', 'door-opened=0', 'door-opened needs a weight above zero'],
  ['nothing', '', 'no device sends '],
])('a mix with %s is refused', (_name, text, fault) => {
  expect(readMix(text)).toEqual({ fault });
});

test.each([
  [10, 10, 10],
  [10, 100, 10],
  [1_000, 7, 7],
  [3, 1, 1],
])('of %i devices, %i asked for, %i evenly spread take part', (all, count, expected) => {
  const sample = sampleEvenly([...Array(all).keys()], count);
  expect(sample).toHaveLength(expected);
  const gaps = sample.slice(1).map((each, index) => each - sample[index]!);
  expect(Math.max(0, ...gaps) - Math.min(all, ...gaps)).toBeLessThanOrEqual(1);
});

test('arrivals keep rate, mix and order, and are the same from the same seed', () => {
  const mix = mixOf('door-opened=9,fire-alarm=1');
  const list = [...arrivals(1_000, 60_000, mix, seededDraw(1, 'load'))];
  expect(list).toEqual([...arrivals(1_000, 60_000, mix, seededDraw(1, 'load'))]);
  expect(list.length / 60_000).toBeCloseTo(1, 1);
  expect(list.filter(({ kind }) => kind === 'fire-alarm').length / list.length).toBeCloseTo(0.1, 1);
  expect(list.map(({ after }) => after)).toEqual(list.map(({ after }) => after).sort((a, b) => a - b));
});
