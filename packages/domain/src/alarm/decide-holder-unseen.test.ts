import { describe, expect, test } from 'vitest';
import { DEFAULT_ANSWER_TARGETS } from '../colour.ts';
import { seconds } from '../instant.ts';
import { anAlarm, NOW } from '../test-data.ts';
import type { Alarm } from './alarm.ts';
import type { Actor, AlarmCommand } from './command.ts';
import { decideCommand } from './decide-command.ts';

const SERVICE: Actor = { id: null, role: 'service' };
const PER: Actor = { id: 'per', role: 'operator' };
const KARI: Actor = { id: 'kari', role: 'operator' };

const outcome = (given: Partial<Alarm>, command: AlarmCommand, actor: Actor = SERVICE) => {
  const decision = decideCommand(
    anAlarm({ operatorId: 'kari', ...given }),
    command,
    actor,
    NOW,
    DEFAULT_ANSWER_TARGETS,
  );
  return decision.kind === 'apply' ? decision.alarm : decision.kind === 'refuse' ? decision.code : decision.kind;
};
const unseen = (given: Partial<Alarm>, count: number) =>
  outcome(given, { kind: 'holder-unseen', unseenFor: seconds(count) });

describe('whoever has an alarm is not seen', () => {
  test('an offer goes on to the next after ten seconds', () => {
    expect(unseen({ state: 'offered' }, 9)).toBe('unchanged');
    expect(unseen({ state: 'offered' }, 10)).toMatchObject({
      state: 'queued',
      operatorId: null,
      askedOperators: ['kari'],
    });
  });

  test.each([
    ['a red', 'red', 30],
    ['another', 'orange', 120],
  ] as const)('%s in hand rings at everybody, and stays theirs', (_name, colour, limit) => {
    for (const state of ['handling', 'responding'] as const) {
      expect(unseen({ state, colour }, limit - 1)).toBe('unchanged');
      expect(unseen({ state, colour }, limit)).toMatchObject({ state, operatorId: 'kari', holderUnseenSince: NOW });
      expect(unseen({ state, colour, holderUnseenSince: NOW - 1 }, limit + 60)).toBe('unchanged');
    }
  });

  const rings: Partial<Alarm> = { state: 'responding', responder: 'sent', colour: 'red', holderUnseenSince: NOW - 1 };
  test('whoever answers first has it, with the responder on the way', () => {
    const taken = { state: 'responding', operatorId: 'per', holderUnseenSince: null, answeredAt: NOW };
    expect(outcome(rings, { kind: 'answer' }, PER)).toMatchObject(taken);
    expect(outcome({ ...rings, holderUnseenSince: null }, { kind: 'answer' }, PER)).toBe('alarm-taken');
  });

  test('the first keeps it when back first, by being seen or by a word', () => {
    const back = (count: number) => outcome(rings, { kind: 'holder-back', unseenFor: seconds(count) });
    expect([back(10), back(0)]).toMatchObject(['unchanged', { operatorId: 'kari', holderUnseenSince: null }]);
    expect(outcome(rings, { kind: 'answer' }, KARI)).toMatchObject({ operatorId: 'kari', holderUnseenSince: null });
  });

  test('nobody but the service says so', () => {
    expect(outcome(rings, { kind: 'holder-back', unseenFor: 0 }, PER)).toBe('role');
    expect(outcome({ state: 'handling' }, { kind: 'holder-unseen', unseenFor: seconds(200) }, PER)).toBe('role');
  });

  test('a technician who is not seen is on the road', () => {
    expect(unseen({ state: 'handling', queue: 'technician' }, 900)).toBe('unchanged');
  });

  test.each(['queued', 'shelved'] as const)('what is %s is nobody’s to lose', (state) => {
    expect(unseen({ state }, 900)).toBe('unchanged');
  });
});
