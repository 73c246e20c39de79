import { expect, test } from 'vitest';
import { minutes } from '../instant.ts';
import { NOW } from '../test-data.ts';
import { compareWork, consequence, serviceDue, type Work, workOfAlarm } from './worklist.ts';

const ago = (count: number): number => NOW - minutes(60 * count);
const work = (kind: Work['kind'], profile: string | null, since = ago(1), due: number | null = null): Work => ({
  ...{ kind, profile, since, due },
});

test('first what a life hangs on, then what watches over somebody, then what can wait', () => {
  const list = [
    work('collection', 'camera', ago(900)),
    work('service-due', 'smoke-detector', ago(0), ago(500)),
    work('battery', 'door-sensor', ago(40)),
    work('test-missing', 'social-alarm', ago(30)),
    work('fault', 'door-sensor', ago(20)),
    work('silent', 'social-alarm', ago(2)),
    work('incident', null, ago(3)),
  ];
  expect(list.toSorted(compareWork).map(({ kind, profile }) => `${kind} ${profile}`)).toEqual([
    ...['incident null', 'silent social-alarm', 'test-missing social-alarm', 'fault door-sensor'],
    ...['collection camera', 'service-due smoke-detector', 'battery door-sensor'],
  ]);
});

test.each([
  ['power-cut', 'incident'],
  ['device-silent', 'silent'],
  ['battery-empty', 'battery'],
  ['tamper', 'fault'],
] as const)('an alarm %s is work of the kind %s', (kind, expected) => {
  expect(workOfAlarm(kind)).toBe(expected);
});

test('of a profile nobody knows nothing hangs on a life', () => {
  expect(consequence({ kind: 'silent', profile: 'gone' })).toBe(2);
});

test('a service interval is counted from the last one', () => {
  expect(Math.round((serviceDue(NOW, 12) - NOW) / minutes(24 * 60))).toBe(365);
});
