import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLOURS } from '../colour.ts';
import { NOW } from '../test-data.ts';
import { chooseOffers } from './choose-offers.ts';
import { compareWaiting, orderWaiting } from './compare-waiting.ts';
import type { OfferFacts } from './waiting.ts';

type Waiting = OfferFacts['waiting'][number];

const waiting = (id: string, given: Partial<Waiting> = {}): Waiting => ({
  id,
  colour: 'yellow',
  colourSince: NOW,
  answerBy: NOW + 120_000,
  receivedAt: NOW,
  askedOperators: [],
  ...given,
});

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join(' ');

const operators = ['kari', 'per', 'siri', 'ola'];
const anyAlarm = fc
  .record({
    colour: fc.constantFrom(...COLOURS),
    since: fc.integer({ min: -4_000_000, max: 5_000 }),
    target: fc.integer({ min: -10, max: 900_000 }),
    received: fc.integer({ min: -4_000_000, max: 0 }),
    askedOperators: fc.subarray(operators),
  })
  .map(({ colour, since, target, received, askedOperators }) => ({
    colour,
    colourSince: NOW + since,
    answerBy: NOW + since + target,
    receivedAt: NOW + received,
    askedOperators,
  }));
const anyWaiting = fc
  .array(anyAlarm, { maxLength: 12 })
  .map((list) => list.map((alarm, n) => ({ ...alarm, id: `a${n}` })));
const anyFree = fc
  .subarray(operators)
  .chain((list) => fc.tuple(...list.map((id) => fc.record({ id: fc.constant(id), freeSince: fc.nat(1_000) }))));

describe('order', () => {
  test.each([
    [
      'red first, however new',
      [waiting('late', { colourSince: NOW - 900_000, answerBy: NOW - 780_000 }), waiting('red', { colour: 'red' })],
      'red late',
    ],
    [
      'the older red first',
      [
        waiting('b', { colour: 'red' }),
        waiting('a', { colour: 'red', colourSince: NOW - 9_000, answerBy: NOW + 21_000 }),
      ],
      'a b',
    ],
    [
      'by colour',
      [
        waiting('green', { colour: 'green', colourSince: NOW - 810_000, answerBy: NOW + 90_000 }),
        waiting('orange', { colour: 'orange', colourSince: NOW - 30_000, answerBy: NOW + 30_000 }),
      ],
      'orange green',
    ],
    [
      'of one colour by the share of their own target',
      [
        waiting('half', { colourSince: NOW - 30_000, answerBy: NOW + 30_000 }),
        waiting('most', { colourSince: NOW - 810_000, answerBy: NOW + 90_000 }),
      ],
      'most half',
    ],
    [
      'who has waited twenty times its target counts as the class above',
      [
        waiting('orange', { colour: 'orange', colourSince: NOW - 30_000, answerBy: NOW + 30_000 }),
        waiting('yellow', { colourSince: NOW - 2_400_000, answerBy: NOW - 2_280_000 }),
      ],
      'yellow orange',
    ],
    [
      'but never as a red',
      [
        waiting('orange', { colour: 'orange', colourSince: NOW - 90_000_000, answerBy: NOW - 89_940_000 }),
        waiting('red', { colour: 'red' }),
      ],
      'red orange',
    ],
    [
      'as much used, by colour',
      [waiting('green', { colour: 'green' }), waiting('orange', { colour: 'orange' })],
      'orange green',
    ],
    ['of one colour, by when they came', [waiting('a'), waiting('b', { receivedAt: NOW - 1 })], 'b a'],
    ['all the same, by id', [waiting('b'), waiting('a')], 'a b'],
  ])('%s', (_name, list, expected) => {
    expect(ids(orderWaiting(list, NOW))).toBe(expected);
  });

  test('is total: every arrangement of the same alarms gives the same list', () => {
    const arranged = anyWaiting.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(arranged, ([list, other]) => {
        expect(ids(orderWaiting(other, NOW))).toBe(ids(orderWaiting(list, NOW)));
      }),
    );
  });

  test('is antisymmetric and never calls two alarms equal', () => {
    fc.assert(
      fc.property(anyWaiting, (list) => {
        for (const a of list) {
          for (const b of list) {
            const forth = Math.sign(compareWaiting(a, b, NOW));
            expect(forth + Math.sign(compareWaiting(b, a, NOW))).toBe(0);
            expect(forth === 0).toBe(a === b);
          }
        }
      }),
    );
  });
});

describe('offers', () => {
  const free = [
    { id: 'per', freeSince: NOW - 5_000 },
    { id: 'kari', freeSince: NOW - 9_000 },
  ];

  test.each([
    ['the longest free is asked first', [waiting('a')], [['a', 'kari', 15_000]]],
    ['a red for eight seconds', [waiting('a', { colour: 'red' })], [['a', 'kari', 8_000]]],
    ['not twice about the same', [waiting('a', { askedOperators: ['kari'] })], [['a', 'per', 15_000]]],
    [
      'what all were asked about is left to ring',
      [waiting('a', { askedOperators: ['kari', 'per'] }), waiting('b')],
      [['b', 'kari', 15_000]],
    ],
    [
      'one alarm each',
      [waiting('a'), waiting('b'), waiting('c')],
      [
        ['a', 'kari', 15_000],
        ['b', 'per', 15_000],
      ],
    ],
  ])('%s', (_name, list, expected) => {
    const offers = chooseOffers({ waiting: list, free }, NOW);
    expect(offers.map(({ alarmId, operatorId, until }) => [alarmId, operatorId, until - NOW])).toEqual(expected);
  });

  test('one alarm per operator, one operator per alarm, nobody asked twice', () => {
    fc.assert(
      fc.property(anyWaiting, anyFree, (list, people) => {
        const offers = chooseOffers({ waiting: list, free: people }, NOW);
        expect(new Set(offers.map((offer) => offer.alarmId)).size).toBe(offers.length);
        expect(new Set(offers.map((offer) => offer.operatorId)).size).toBe(offers.length);
        for (const { alarmId, operatorId } of offers) {
          expect(people.some(({ id }) => id === operatorId)).toBe(true);
          expect(list.find(({ id }) => id === alarmId)?.askedOperators).not.toContain(operatorId);
        }
      }),
    );
  });

  test('a red never waits behind another colour', () => {
    fc.assert(
      fc.property(anyWaiting, anyFree, (list, people) => {
        const offers = chooseOffers({ waiting: list, free: people }, NOW);
        const offered = new Map(offers.map(({ alarmId, operatorId }) => [alarmId, operatorId]));
        const waitingReds = list.filter(({ id, colour }) => colour === 'red' && !offered.has(id));
        const colourOf = (alarmId: string) => list.find(({ id }) => id === alarmId)?.colour;
        for (const red of waitingReds) {
          const takenByOthers = offers.filter(({ alarmId }) => colourOf(alarmId) !== 'red');
          for (const { operatorId } of takenByOthers) expect(red.askedOperators).toContain(operatorId);
        }
      }),
    );
  });
});
