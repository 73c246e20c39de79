import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COLOURS, DEFAULT_ANSWER_TARGETS, isMoreUrgent } from '../colour.ts';
import { minutes, seconds } from '../instant.ts';
import { aPlan, applied, NOW, someFacts } from '../test-data.ts';
import { decideTriage } from '../triage/decide-triage.ts';
import { ACTIONS, type Alarm, CAUSES, RESPONDER_STATUSES } from './alarm.ts';
import { type Actor, type AlarmCommand, ROLES } from './command.ts';
import { decideCommand } from './decide-command.ts';

/** No sequence of commands, clocks and messages leads to a state the lifecycle does not have. */
const expectLawful = (alarm: Alarm): void => {
  const { state } = alarm;
  const held = state === 'handling' || state === 'responding' || state === 'shelved' || state === 'closed';
  expect(alarm.offerUntil !== null, 'offered has an end').toBe(state === 'offered');
  expect(alarm.operatorId !== null, 'somebody has it').toBe(held || state === 'offered');
  expect(alarm.answeredAt !== null, 'answered').toBe(held);
  expect(alarm.shelvedUntil !== null, 'shelved has an end').toBe(state === 'shelved');
  expect(alarm.colour === 'red' && state === 'shelved', 'a shelved red').toBe(false);
  for (const value of [alarm.cause, alarm.action, alarm.closedAt]) expect(value !== null).toBe(state === 'closed');
  if (state === 'responding') expect(alarm.responder).not.toBeNull();
  expect(new Set(alarm.why.map(({ code }) => code)).size).toBe(alarm.why.length);
  expect(new Set(alarm.askedOperators).size).toBe(alarm.askedOperators.length);
  expect(alarm.messageIds.length).toBeLessThanOrEqual(21);
  expect(alarm.answerBy).toBeGreaterThan(alarm.colourSince);
};

/** `until` counts from the step's own time. */
type Step =
  | {
      readonly does: 'command';
      readonly command: AlarmCommand;
      readonly actor: Actor | 'holder';
      readonly after: number;
    }
  | {
      readonly does: 'message';
      readonly kind: string;
      readonly seq: number | null;
      readonly test: boolean;
      readonly after: number;
    };

const people = ['kari', 'per', 'tek'];
const actor: fc.Arbitrary<Actor | 'holder'> = fc.oneof(
  { weight: 5, arbitrary: fc.constant('holder' as const) },
  { weight: 2, arbitrary: fc.constant<Actor>({ id: null, role: 'service' }) },
  { weight: 2, arbitrary: fc.record({ id: fc.constantFrom(...people), role: fc.constantFrom(...ROLES) }) },
);

/** Whoever has the alarm, or else one who may take it. */
const holderOf = (alarm: Alarm): Actor => {
  const role = alarm.queue === 'technician' ? 'technician' : 'operator';
  return { id: alarm.operatorId ?? (role === 'technician' ? 'tek' : 'kari'), role };
};

const command: fc.Arbitrary<AlarmCommand> = fc.oneof(
  fc.record({ kind: fc.constant('offer'), operatorId: fc.constantFrom(...people), until: fc.nat(30).map(seconds) }),
  fc.constantFrom<AlarmCommand>({ kind: 'offer-expired' }, { kind: 'shelf-ended' }, { kind: 'test-unconfirmed' }),
  fc.record({ kind: fc.constantFrom('holder-unseen', 'holder-back'), unseenFor: fc.constantFrom(0, 30_000, 120_000) }),
  { weight: 3, arbitrary: fc.constant<AlarmCommand>({ kind: 'answer' }) },
  fc.constant<AlarmCommand>({ kind: 'release' }),
  fc.record({ kind: fc.constant('colour'), colour: fc.constantFrom(...COLOURS), reason: fc.constantFrom('', 'sov') }),
  fc.record({ kind: fc.constant('contact'), made: fc.boolean() }),
  fc.record({ kind: fc.constant('respond'), status: fc.constantFrom('sent', ...RESPONDER_STATUSES) }),
  fc.record({ kind: fc.constant('shelve'), until: fc.nat(9).map(minutes), reason: fc.constant('venter') }),
  fc.record({ kind: fc.constant('close'), cause: fc.constantFrom(...CAUSES), action: fc.constantFrom(...ACTIONS) }),
);
const after = fc.nat(40).map(seconds);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('command'), command, actor, after }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('message'),
      kind: fc.constantFrom(
        'sos-pressed',
        'position-stale',
        'geofence-left',
        'geofence-entered',
        'tamper',
        'fire-alarm',
        'water-leak',
        'user-cancelled',
      ),
      seq: fc.option(fc.nat(9)),
      test: fc.boolean(),
      after,
    }),
  },
);

/** Plays the steps on one device's alarms; `see` gets each alarm before and after each change of it. */
const play = (steps: readonly Step[], see: (before: Alarm | undefined, now: Alarm, step: Step) => void): void => {
  const alarms = new Map<string, Alarm>();
  let now = NOW;
  let made = 0;
  for (const next of steps) {
    now += next.after;
    const open = [...alarms.values()].filter(({ state }) => state !== 'closed');
    const changed =
      next.does === 'message'
        ? applied(open, triaged(next, open, now, made), () => `alarm-${++made}`)
        : [...alarms.values()].flatMap((alarm) => commanded(alarm, next, now));
    for (const alarm of changed) {
      see(alarms.get(alarm.id), alarm, next);
      alarms.set(alarm.id, alarm);
    }
  }
};

const triaged = (message: Extract<Step, { does: 'message' }>, open: readonly Alarm[], now: number, n: number) => {
  const { kind, seq, test: saysTest } = message;
  const event = { kind, seq, test: saysTest, at: now, receivedAt: now, messageId: `m${now}-${n}` };
  return decideTriage(someFacts(event, { open, plans: [aPlan()], device: { testUntil: NOW + minutes(2) } }));
};

const commanded = (alarm: Alarm, { command, actor }: Extract<Step, { does: 'command' }>, now: number): Alarm[] => {
  const told = 'until' in command ? { ...command, until: now + command.until } : command;
  const by = actor === 'holder' ? holderOf(alarm) : actor;
  const decision = decideCommand(alarm, told, by, now, DEFAULT_ANSWER_TARGETS);
  return decision.kind === 'apply' ? [decision.alarm] : [];
};

const steps = fc.array(step, { minLength: 5, maxLength: 40 });

test('every state that is reached is one of the lifecycle', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(steps, (list) => {
      play(list, (_before, alarm) => {
        expectLawful(alarm);
        reached.add(alarm.state);
      });
    }),
    { numRuns: 1_500 },
  );
  expect([...reached].toSorted()).toEqual(['closed', 'handling', 'offered', 'queued', 'responding', 'shelved']);
});

test('what is closed never changes, and only a person with a reason lowers a colour', () => {
  fc.assert(
    fc.property(steps, (list) => {
      play(list, (before, alarm, step) => {
        if (before === undefined) return;
        expect(before.state).not.toBe('closed');
        if (isMoreUrgent(before.colour, alarm.colour)) {
          expect(step).toMatchObject({ does: 'command', command: { kind: 'colour', reason: 'sov' } });
        }
      });
    }),
    { numRuns: 1_500 },
  );
});
