import { describe, expect, test } from 'vitest';
import { minutes, seconds } from '../instant.ts';
import { NOW } from '../test-data.ts';
import {
  type DeviceTestFacts,
  hasPassedTest,
  isTestedWhereItHangs,
  judgeDeviceTest,
  type TestStation,
} from './judge-device-test.ts';

type Message = NonNullable<DeviceTestFacts['message']>;
type Centre = NonNullable<DeviceTestFacts['centre']>;

const aMessage = (given: Partial<Message> = {}): Message => ({
  ...{ at: NOW - 180, receivedAt: NOW, storedAt: NOW + 4, triagedAt: NOW + 9, receiptAt: NOW + 5 },
  ...{ heardAgainAt: null, ...given },
});

const aCentre = (given: Partial<Centre> = {}): Centre => ({
  ...{ shownAt: NOW + 15, answeredAt: NOW + seconds(9), spoke: { made: true, at: NOW + seconds(20) } },
  ...given,
});

const facts = (given: Partial<DeviceTestFacts> = {}): DeviceTestFacts => ({
  ...{ since: NOW - seconds(10), until: NOW + minutes(5), call: true, speech: true, lastContact: NOW },
  ...{ refusedAt: null, message: aMessage(), centre: aCentre(), ...given },
});

const NOTHING = { message: null, centre: null } as const;

const station = (name: TestStation, given: Partial<DeviceTestFacts> = {}, now = NOW + seconds(30)) => {
  const { state, milliseconds, reason } = judgeDeviceTest(facts(given), now).find((one) => one.station === name) ?? {};
  return reason === null || reason === undefined ? [state, milliseconds] : [state, reason];
};

describe('a test of a device with the centre', () => {
  test('passes every station in the order of the way, each with its milliseconds', () => {
    const stations = judgeDeviceTest(facts(), NOW + seconds(30));
    expect(stations.map((one) => [one.station, one.state, one.milliseconds])).toEqual([
      ...[
        ['broker', 'passed', 180],
        ['stored', 'passed', 4],
        ['triaged', 'passed', 9],
        ['shown', 'passed', 15],
      ],
      ...[
        ['receipt', 'passed', 5],
        ['answered', 'passed', 9_000],
        ['speech', 'passed', 20_000],
      ],
    ]);
    expect(hasPassedTest(stations)).toBe(true);
  });

  test.each([
    ['has just begun', 'broker', NOTHING, NOW, ['waiting', null]],
    [
      'nothing was heard at all',
      'broker',
      { ...NOTHING, lastContact: NOW - minutes(60) },
      undefined,
      ['missing', 'no-contact'],
    ],
    ['it is there, and nobody has pressed', 'broker', NOTHING, undefined, ['missing', 'no-message']],
    ['it was refused, told at once', 'broker', { ...NOTHING, refusedAt: NOW }, NOW, ['missing', 'rejected']],
    [
      'its clock is a day wrong',
      'broker',
      { message: aMessage({ at: NOW - minutes(1_440) }) },
      undefined,
      ['passed', null],
    ],
    ['what comes before has not happened', 'stored', NOTHING, undefined, ['waiting', null]],
    [
      'not told when it was stored, but decided',
      'stored',
      { message: aMessage({ storedAt: null }) },
      undefined,
      ['passed', 9],
    ],
    [
      'triage stands still',
      'triaged',
      { message: aMessage({ triagedAt: null }) },
      undefined,
      ['missing', 'not-triaged'],
    ],
    [
      'nobody has the page open',
      'shown',
      { centre: aCentre({ shownAt: null, answeredAt: null, spoke: null }) },
      undefined,
      ['missing', 'no-console'],
    ],
    ['who answers has seen it', 'shown', { centre: aCentre({ shownAt: null }) }, undefined, ['passed', 9_000]],
    [
      'no receipt went out',
      'receipt',
      { message: aMessage({ receiptAt: null }) },
      undefined,
      ['missing', 'no-receipt'],
    ],
    [
      'the device asked again',
      'receipt',
      { message: aMessage({ heardAgainAt: NOW + seconds(2) }) },
      NOW + seconds(3),
      ['missing', 'heard-again'],
    ],
    [
      'and has been quiet since',
      'receipt',
      { message: aMessage({ heardAgainAt: NOW + seconds(2) }) },
      NOW + seconds(10),
      ['passed', 5],
    ],
    [
      'the operator is on the way',
      'answered',
      { centre: aCentre({ answeredAt: null, spoke: null }) },
      undefined,
      ['waiting', null],
    ],
    [
      'nobody answers',
      'answered',
      { centre: aCentre({ answeredAt: null, spoke: null }) },
      NOW + minutes(3),
      ['missing', 'no-answer'],
    ],
    [
      'the operator hears nothing',
      'speech',
      { centre: aCentre({ spoke: { made: false, at: NOW + seconds(20) } }) },
      undefined,
      ['missing', 'no-speech'],
    ],
    ['it has no voice', 'speech', { speech: false }, undefined, ['not-asked', null]],
    ['the centre was not to be called', 'answered', { call: false, centre: null }, undefined, ['not-asked', null]],
    [
      'test mode is over',
      'answered',
      { until: NOW, centre: aCentre({ answeredAt: null, spoke: null }) },
      undefined,
      ['missing', 'no-answer'],
    ],
  ] as const)('%s: %s', (_name, name, given, now, expected) => {
    expect(station(name, given, now)).toEqual(expected);
  });

  test.each([
    ['the centre was not called', { call: false, centre: null }],
    ['nobody has answered', { centre: null }],
    ['the device does not hear us', { message: aMessage({ heardAgainAt: NOW + seconds(25) }) }],
  ])('has not passed where %s', (_name, given) => {
    expect(hasPassedTest(judgeDeviceTest(facts(given), NOW + seconds(30)))).toBe(false);
  });

  test('counts where it hangs now, and not where it hung before', () => {
    const { since } = facts();
    expect([since, since + 1].map((hangs) => isTestedWhereItHangs(facts(), hangs, NOW + seconds(30)))).toEqual([
      true,
      false,
    ]);
  });
});
