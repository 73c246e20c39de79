import { describe, expect, test } from 'vitest';
import { EVENT_KINDS } from '../catalogue/catalogue.ts';
import { minutes } from '../instant.ts';
import { NOW, someFacts } from '../test-data.ts';
import { decideTriage } from '../triage/decide-triage.ts';
import type { TriageFacts } from '../triage/triage.ts';
import { absenceFault, canBePaused } from './absence.ts';

const hours = (count: number): number => minutes(60 * count);
const AWAY = { id: 'absence', from: NOW - hours(1), until: NOW + hours(23) };

const decide = (kind: string, given: Partial<TriageFacts> = {}, event: Partial<TriageFacts['event']> = {}) =>
  decideTriage(someFacts({ kind, ...event }, { absence: AWAY, ...given } as never));
const colours = (...args: Parameters<typeof decide>): string[] =>
  decide(...args).effects.flatMap((effect) =>
    effect.kind === 'raise' ? [`${effect.alarm.kind} ${effect.alarm.colour}`] : [],
  );

describe('while somebody is away', () => {
  test.each([
    ['what is missing is nothing', colours('inactivity'), []],
    ['a dose that is not taken is nothing', colours('dose-not-taken'), []],
    [
      'a button is pressed',
      colours('alarm-button-pressed'),
      ['alarm-button-pressed orange', 'presence-while-away yellow'],
    ],
    ['a fire burns', colours('fire-alarm'), ['fire-alarm red']],
    ['gas', colours('gas-alarm'), ['gas-alarm red']],
    ['a door is forced', colours('lock-forced'), ['lock-forced orange']],
    ['a battery is empty', colours('battery-empty'), ['battery-empty orange']],
    ['it was before they went', colours('inactivity', {}, { at: NOW - hours(2) }), ['inactivity orange']],
  ])('%s', (_name, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test('a sign of presence ends it, counts itself, and somebody asks', () => {
    const decision = decide('movement');
    expect(decision.endsAbsence).toBe('absence');
    expect(decision.effects).toMatchObject([
      { kind: 'raise', alarm: { kind: 'presence-while-away', colour: 'yellow' } },
    ]);
    expect(decide('inactivity').endsAbsence).toBeNull();
    expect(decide('movement', { absence: null }).endsAbsence).toBeNull();
  });

  test('where whom it was about lives no more, what is about how they lived is nothing, and who clears the home is no guest', () => {
    const gone = { absence: null, vacated: NOW - hours(1) };
    expect(colours('dose-not-taken', gone)).toEqual([]);
    expect(colours('movement', gone)).toEqual([]);
    expect(colours('alarm-button-pressed', gone)).toEqual(['alarm-button-pressed orange']);
    expect(colours('fire-alarm', gone)).toEqual(['fire-alarm red']);
    expect(colours('battery-empty', gone)).toEqual(['battery-empty orange']);
  });

  test('where whom it was about lives no more, what is red calls all the same, and so does what happened before', () => {
    const gone = { absence: null, vacated: NOW - hours(1) };
    for (const [kind, { triage }] of Object.entries(EVENT_KINDS)) {
      if (triage === 'red') expect([kind, ...colours(kind, gone)]).toEqual([kind, `${kind} red`]);
    }
    expect(colours('inactivity', gone)).toEqual([]);
    expect(colours('inactivity', gone, { at: NOW - hours(2) })).toEqual(['inactivity orange']);
  });

  test('no call of a person, no fire and nothing technical can be paused', () => {
    for (const [kind, entry] of Object.entries(EVENT_KINDS)) {
      if (entry.personInitiated || ['technical', 'lock', 'fire-and-home'].includes(entry.category))
        expect([kind, canBePaused(kind)]).toEqual([kind, false]);
    }
  });
});

test.each([
  ['a day', 0, 24, null],
  ['a week', 0, 168, null],
  ['longer: it is renewed', 0, 169, 'too-long'],
  ['a week that begins on Monday', 72, 240, null],
  ['that is over', -48, -24, 'over'],
  ['backwards', 2, 1, 'ends-before-it-begins'],
])('away for %s', (_name, from, until, fault) => {
  expect(absenceFault({ from: NOW + hours(from), until: NOW + hours(until) }, NOW)).toBe(fault);
});
