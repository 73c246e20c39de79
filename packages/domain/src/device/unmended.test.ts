import { describe, expect, test } from 'vitest';
import { DEFAULT_ANSWER_TARGETS } from '../colour.ts';
import { anAlarm, NOW, someFacts } from '../test-data.ts';
import { decideTriage } from '../triage/decide-triage.ts';
import { REUSED_ID } from '../triage/match-value.ts';
import { decideUnmended, techniciansAreAway } from './unmended.ts';

const NIGHT = NOW;
const NOON = Date.parse('2026-11-21T11:00:00Z');

describe('a fault of a device that a life may hang on', () => {
  test('is not mended from ten in the evening to seven in the morning', () => {
    const at = (time: string) => techniciansAreAway(Date.parse(`2026-11-21T${time}:00+01:00`));
    expect([at('06:59'), at('07:00'), at('21:59'), at('22:00')]).toEqual([true, false, false, true]);
  });

  test.each([
    ['at night', NIGHT, 'social-alarm', ['orange', 'operator']],
    ['by day', NOON, 'social-alarm', ['blue', 'technician']],
    ['at night, of something else', NIGHT, 'lent-aid', ['blue', 'technician']],
  ])('%s', (_name, at, profile, expected) => {
    const event = { kind: 'device-fault', at, receivedAt: at };
    const [effect] = decideTriage(someFacts(event, { device: { profile } })).effects;
    expect([effect?.alarm.colour, effect?.alarm.queue]).toEqual(expected);
  });

  const fault = anAlarm({ kind: 'device-fault', colour: 'blue', queue: 'technician', state: 'queued' });
  test('goes from the technicians’ list to the operators when the day is over, and says why', () => {
    const lifted = decideUnmended(fault, NIGHT, DEFAULT_ANSWER_TARGETS);
    expect(lifted).toMatchObject({ colour: 'orange', queue: 'operator', state: 'queued', colourSince: NIGHT });
    expect(lifted?.why.map(({ code }) => code)).toContain('compensating-measures');
  });

  test.each([
    ['by day', fault, NOON],
    ['that somebody has in hand', { ...fault, state: 'handling' as const }, NIGHT],
    ['that is over', { ...fault, condition: 'restored' as const }, NIGHT],
    ['that is our own word', { ...fault, matchValue: REUSED_ID }, NIGHT],
    ['of a test', { ...fault, test: true }, NIGHT],
  ])('but not one %s', (_name, alarm, at) => {
    expect(decideUnmended(alarm, at, DEFAULT_ANSWER_TARGETS)).toBeNull();
  });
});
