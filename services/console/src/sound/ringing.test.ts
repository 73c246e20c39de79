import { expect, test } from 'vitest';
import { anAlarm, jonas, KARI, kari, secondsFromNow } from '../test-alarm.ts';
import { type Heard, ringingPriority } from './ringing.ts';

const UNHEARD: Heard = { seen: new Map(), recalled: new Set() };
const rings = (over: Parameters<typeof anAlarm>[0], heard = UNHEARD) =>
  ringingPriority([anAlarm(over)], heard, { me: KARI, queue: 'operator' });

test('a red that waits rings high until someone here has seen it', () => {
  expect(rings({})).toBe('high');
  expect(rings({}, { ...UNHEARD, seen: new Map([[anAlarm().id, 1]]) })).toBeUndefined();
});

test('seen, and then it comes again: it rings again', () => {
  expect(rings({ events: 2 }, { ...UNHEARD, seen: new Map([[anAlarm().id, 1]]) })).toBe('high');
});

test('an orange offered to another is quiet here, a red is not', () => {
  expect(rings({ colour: 'orange', state: 'offered', operator: jonas })).toBeUndefined();
  expect(rings({ colour: 'red', state: 'offered', operator: jonas })).toBe('high');
});

test('a green rings low when it is mine to take, and never otherwise', () => {
  expect(rings({ colour: 'green' })).toBeUndefined();
  expect(rings({ colour: 'green', state: 'offered', operator: kari })).toBe('low');
});

test('an alarm I have is quiet until the service says that it rings again', () => {
  expect(rings({ state: 'handling', operator: kari, events: 5 })).toBeUndefined();
  const recalled = { ...UNHEARD, recalled: new Set([anAlarm().id]) };
  expect(rings({ state: 'handling', operator: kari }, recalled)).toBe('high');
  expect(rings({ state: 'handling', operator: jonas }, recalled)).toBeUndefined();
});

test('what was left by whoever had it rings at everybody else: a red until it is answered, another until it is seen', () => {
  const left = { state: 'handling', operator: jonas, holderUnseenSince: secondsFromNow(-1) } as const;
  const seen = { ...UNHEARD, seen: new Map([[anAlarm().id, 1]]) };
  expect([rings(left), rings(left, seen)]).toEqual(['high', 'high']);
  expect([rings({ ...left, colour: 'orange' }), rings({ ...left, colour: 'orange' }, seen)]).toEqual([
    'medium',
    undefined,
  ]);
  expect(rings({ ...left, operator: kari })).toBeUndefined();
});
