import { addWhy } from '../add-why.ts';
import { type AnswerTargets, isMoreUrgent } from '../colour.ts';
import type { Instant } from '../instant.ts';
import type { Alarm } from './alarm.ts';
import type { AlarmCommand, CommandDecision } from './command.ts';
import { liftColour } from './lift-colour.ts';
import { mayHandle, type Person } from './may-handle.ts';
import { refuse } from './refusal.ts';

/** What may be said of any alarm that is not closed: its colour, a note, whether there was contact. */

/** Up freely, down with a reason. Lifted out of the technicians' queue, it is the operators' matter. */
export const decideColour = (
  alarm: Alarm,
  command: Extract<AlarmCommand, { kind: 'colour' }>,
  person: Person,
  now: Instant,
  targets: AnswerTargets,
): CommandDecision => {
  if (!mayHandle(person, alarm)) return refuse('role');
  if (command.colour === alarm.colour) return { kind: 'unchanged' };
  const reason = command.reason?.trim() ?? '';
  const lifts = isMoreUrgent(command.colour, alarm.colour);
  if (!lifts && reason === '') return refuse('colour-reason-missing');
  const detail = { from: alarm.colour, to: command.colour, ...(reason === '' ? {} : { reason }) };
  const coloured = lifts
    ? liftColour(alarm, { colour: command.colour, queue: queueAfterLift(alarm) }, now, targets)
    : { ...alarm, colour: command.colour };
  return {
    kind: 'apply',
    alarm: { ...coloured, why: addWhy(alarm.why, { code: 'colour-by-operator', values: detail }) },
    detail,
  };
};

const queueAfterLift = (alarm: Alarm): Alarm['queue'] => (alarm.queue === 'technician' ? 'operator' : alarm.queue);

/** A note hurts nobody: every role may leave one, whoever has the alarm. */
export const decideNote = (alarm: Alarm, command: Extract<AlarmCommand, { kind: 'note' }>): CommandDecision => ({
  kind: 'apply',
  alarm,
  detail: { text: command.text },
});

/** Nobody answering lifts orange to red. */
export const decideContact = (
  alarm: Alarm,
  command: Extract<AlarmCommand, { kind: 'contact' }>,
  person: Person,
  now: Instant,
  targets: AnswerTargets,
): CommandDecision => {
  if (!mayHandle(person, alarm)) return refuse('role');
  const lifts = !command.made && alarm.colour === 'orange';
  if (alarm.contact === command.made && !lifts) return { kind: 'unchanged' };
  const told: Alarm = { ...alarm, contact: command.made };
  if (!lifts) return { kind: 'apply', alarm: told, detail: { made: command.made } };
  return {
    kind: 'apply',
    alarm: {
      ...liftColour(told, { colour: 'red', queue: queueAfterLift(alarm) }, now, targets),
      why: addWhy(alarm.why, { code: 'no-contact' }),
    },
    detail: { made: false, from: 'orange', to: 'red' },
  };
};
