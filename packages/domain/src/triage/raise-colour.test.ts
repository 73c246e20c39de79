import { describe, expect, test } from 'vitest';
import { EVENT_KINDS } from '../catalogue/catalogue.ts';
import { anAlarm, aPlan, NOW, someFacts } from '../test-data.ts';
import { isOpening } from './opening.ts';
import { mayRaise, raiseColour, raisesByItself } from './raise-colour.ts';
import type { PlanRule } from './response-plan.ts';
import type { TriageFacts } from './triage.ts';

const judged = (
  kind: string,
  given: Parameters<typeof someFacts>[1] = {},
  event: Partial<TriageFacts['event']> = {},
) => {
  const { colour, why } = raiseColour(someFacts({ kind, ...event }, given));
  return [colour, ...why.map(({ code }) => code)];
};

const profile = (id: string) => ({ device: { profile: id } });
const rules = (...list: PlanRule[]) => aPlan({ rules: list });
const atNight = { from: '23:00', to: '06:00' };
const byDay = { from: '08:00', to: '16:00' };
const timeCritical = { plans: [aPlan(), aPlan({ timeCriticalMedicine: true })] };

describe('by kind and situation', () => {
  test.each([
    ['a fall', judged('fall-detected'), ['red', 'kind']],
    ['what is only recorded', judged('position'), [null]],
    ['what cannot be read', judged('alarm-unreadable'), ['orange', 'alarm-unreadable']],
    ['a kind of a newer version', judged('brand-new'), ['orange', 'alarm-unreadable']],
    ['low battery', judged('battery-low'), ['blue', 'kind']],
    ['low battery, carried', judged('battery-low', profile('mobile-alarm')), ['yellow', 'kind', 'mobile-alarm']],
    ['empty battery', judged('battery-empty', profile('fall-sensor')), ['blue', 'kind']],
    ['empty battery, a life', judged('battery-empty'), ['orange', 'kind', 'life-critical-device']],
    ['silence', judged('device-silent', profile('door-sensor')), ['blue', 'kind']],
    ['silence, a life', judged('device-silent'), ['orange', 'kind', 'life-critical-device']],
    ['silence of a profile we do not know', judged('device-silent', profile('gone')), ['blue', 'kind']],
    ['an old position', judged('position-stale'), ['blue', 'kind']],
    [
      'an old position, searched for',
      judged('position-stale', { open: [anAlarm({ kind: 'geofence-left' })] }),
      ['orange', 'kind', 'open-call-for-help'],
    ],
    [
      'an old position, SOS as a test',
      judged('position-stale', { open: [anAlarm({ kind: 'sos-pressed', test: true })] }),
      ['blue', 'kind'],
    ],
    ['a lock', judged('lock-jammed'), ['blue', 'kind']],
    [
      'a lock, help on its way',
      judged('lock-jammed', { responders: ['on-the-way'] }),
      ['orange', 'kind', 'responder-at-door'],
    ],
    ['a lock, help has been', judged('lock-jammed', { responders: ['done'] }), ['blue', 'kind']],
    ['a dose', judged('dose-not-taken'), ['green', 'kind']],
    ['a dose that must not wait', judged('dose-not-taken', timeCritical), ['orange', 'kind', 'time-critical-medicine']],
    ['a roll, time-critical', judged('roll-stuck', timeCritical), ['orange', 'kind', 'time-critical-medicine']],
    ['a full drawer, time-critical', judged('drawer-full', timeCritical), ['green', 'kind']],
  ])('%s', (_name, actual, expected) => {
    expect(actual).toEqual(expected);
  });
});

// 03:12 in Stavanger, see NOW.
describe('by plan', () => {
  const door = (colour: PlanRule['colour'], hours?: PlanRule['hours']): PlanRule => ({
    kinds: ['door-opened'],
    colour,
    ...(hours === undefined ? {} : { hours }),
  });

  test.each([
    ['a door without any plan', judged('door-opened', { plans: [] }), ['yellow', 'no-response-plan']],
    ['a door no rule speaks of', judged('door-opened'), [null]],
    ['a door in watch hours', judged('door-opened', { plans: [rules(door('orange', atNight))] }), ['orange', 'plan']],
    ['a door outside them', judged('door-opened', { plans: [rules(door('orange', byDay))] }), [null]],
    ['a door the plan only records', judged('door-opened', { plans: [rules(door(null))] }), [null]],
    [
      'two rules, the stricter',
      judged('door-opened', { plans: [rules(door('green'), door('orange'), door('yellow'))] }),
      ['orange', 'plan'],
    ],
    [
      'two plans, the stricter',
      judged('door-opened', { plans: [rules(door('green')), rules(door('orange'))] }),
      ['orange', 'plan', 'shared-home'],
    ],
    [
      'two plans, one records',
      judged('door-opened', { plans: [rules(door(null)), rules(door('orange'))] }),
      ['orange', 'plan', 'shared-home'],
    ],
    [
      'a plan lifts another kind',
      judged('water-leak', { plans: [rules({ kinds: ['water-leak'], colour: 'orange' })] }),
      ['orange', 'kind', 'plan'],
    ],
    [
      'a plan lifts what is recorded',
      judged('room-left', { plans: [rules({ kinds: ['room-left'], colour: 'yellow' })] }),
      ['yellow', 'plan'],
    ],
    [
      'a plan never lowers',
      judged('fall-detected', { plans: [rules({ kinds: ['fall-detected'], colour: 'green' })] }),
      ['red', 'kind'],
    ],
    [
      'a plan never silences',
      judged('fire-alarm', { plans: [rules({ kinds: ['fire-alarm'], colour: null })] }),
      ['red', 'kind'],
    ],
    ['an alarm needs no plan', judged('fall-detected', { plans: [] }), ['red', 'kind']],
  ])('%s', (_name, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test('hours are those of the event, and ours where its clock is ahead', () => {
    const plans = [rules(door('orange', atNight))];
    const noon = Date.parse('2026-11-21T11:00:00Z');
    expect(judged('door-opened', { plans }, { receivedAt: noon })).toEqual(['orange', 'plan']);
    expect(judged('door-opened', { plans }, { receivedAt: noon, at: noon })).toEqual([null]);
    const ahead = { receivedAt: noon, at: noon + 12 * 3_600_000, marks: ['clock-ahead'] as const };
    expect(judged('door-opened', { plans }, ahead)).toEqual([null]);
  });
});

describe('whether there is a colour at all', () => {
  const homes = {
    'without a plan': [],
    'with a plan that says nothing': [aPlan()],
    'with a plan for everything': [rules({ kinds: Object.keys(EVENT_KINDS), colour: 'orange' })],
    'with a plan for other hours': [
      rules({ kinds: Object.keys(EVENT_KINDS), colour: 'orange', hours: { from: '00:00', to: '00:01' } }),
    ],
    'with a plan that records only': [rules({ kinds: Object.keys(EVENT_KINDS), colour: null })],
  };
  test.each(Object.entries(homes))('is known before anything else is asked: a home %s', (_name, plans) => {
    for (const kind of [...Object.keys(EVENT_KINDS), 'brand-new']) {
      const { event } = someFacts({ kind, receivedAt: NOW });
      const raises = raiseColour(someFacts(event, { plans })).colour !== null;
      expect([kind, mayRaise(event, plans)]).toEqual([kind, raises || isOpening(kind)]);
      if (raisesByItself(kind)) expect([kind, raises]).toEqual([kind, true]);
    }
  });
});
