import { expect, test } from 'vitest';
import { seededDraw } from '../chance/draw.ts';
import { chooseDevices, sampleEvenly, sendersByKind } from './choose-devices.ts';

const device = (id: number, profile: string) => ({ id, profile });
const DOORS = Array.from({ length: 20 }, (_, id) => device(id, 'door-sensor'));
const SMOKE = Array.from({ length: 10 }, (_, id) => device(100 + id, 'smoke-detector'));
const ALL = [...DOORS, ...SMOKE];

const choose = (choice: Partial<Parameters<typeof chooseDevices>[1]>) =>
  chooseDevices(ALL, { reds: 0, mix: new Map(), limit: 1_000, draw: seededDraw(1, 'devices'), ...choice });

test.each([
  [10, 10, 10],
  [10, 100, 10],
  [1_000, 7, 7],
  [3, 1, 1],
  [3, 0, 0],
  [0, 5, 0],
])('of %i devices, %i asked for, %i evenly spread take part', (all, count, expected) => {
  const sample = sampleEvenly([...Array(all).keys()], count);
  expect(sample).toHaveLength(expected);
  const gaps = sample.slice(1).map((each, index) => each - sample[index]!);
  expect(Math.max(0, ...gaps) - Math.min(all, ...gaps)).toBeLessThanOrEqual(1);
});

test('each red has a device of its own, which sends nothing else', () => {
  const { reds, others } = choose({
    reds: 7,
    mix: new Map([
      ['door-opened', 1],
      ['fire-alarm', 1],
    ]),
  });
  expect(new Set(reds.map(({ id }) => id)).size).toBe(7);
  expect(reds.every(({ profile }) => profile === 'smoke-detector')).toBe(true);
  expect(others).toHaveLength(20 + 3);
  expect(others.filter((each) => reds.includes(each))).toEqual([]);
});

test('another seed burns elsewhere', () => {
  const burning = (seed: number) => choose({ reds: 5, draw: seededDraw(seed, 'devices') }).reds.map(({ id }) => id);
  expect(burning(1)).toEqual(burning(1));
  expect(burning(1)).not.toEqual(burning(2));
});

test('more reds than devices is said in a sentence', () => {
  expect(() => choose({ reds: 11 })).toThrow(
    '11 reds need as many devices that send fire-alarm, and 10 are in service: ' +
      'lower --reds or --duration, or register more',
  );
});

test('without a mix anybody takes part, as for heartbeats; with one, who sends some of it', () => {
  expect(choose({}).others).toHaveLength(30);
  expect(choose({ mix: new Map([['door-opened', 1]]) }).others).toEqual(DOORS);
  expect(choose({ limit: 0, reds: 2 }).others).toEqual([]);
});

test('a kind that none of them sends is said in a sentence', () => {
  const mix = new Map([
    ['door-opened', 1],
    ['dose-waiting', 1],
  ]);
  expect(() => sendersByKind(ALL, mix)).toThrow('None of the devices sends dose-waiting');
});
