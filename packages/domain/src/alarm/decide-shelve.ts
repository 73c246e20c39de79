import type { AnswerTargets } from '../colour.ts';
import { type Instant, minutes } from '../instant.ts';
import type { Alarm } from './alarm.ts';
import { callsForPeople } from './calls-for-people.ts';
import type { Actor, AlarmCommand, CommandDecision } from './command.ts';
import { mayActOnHeld, mayHandle, type Person } from './may-handle.ts';
import { refuse } from './refusal.ts';
import { waitAnew } from './wait-anew.ts';

const SHORTEST = minutes(1);
const LONGEST = minutes(24 * 60);

/** Put aside until a time, by the person who handles it. */
export const decideShelve = (
  alarm: Alarm,
  command: Extract<AlarmCommand, { kind: 'shelve' }>,
  person: Person,
  now: Instant,
): CommandDecision => {
  if (!mayHandle(person, alarm)) return refuse('role');
  if (alarm.state !== 'handling') return refuse('alarm-state');
  if (!mayActOnHeld(person, alarm)) return refuse('not-yours');
  if (alarm.colour === 'red') return refuse('red-never-shelved');
  if (callsForPeople(alarm.kind) && alarm.contact !== true) return refuse('contact-first');
  const ahead = command.until - now;
  if (!(ahead >= SHORTEST && ahead <= LONGEST)) return refuse('shelve-time');
  return {
    kind: 'apply',
    alarm: { ...alarm, state: 'shelved', shelvedUntil: command.until },
    detail: { until: new Date(command.until).toISOString(), reason: command.reason },
  };
};

/** Its time is over: it waits anew, with the clock of its colour from now. */
export const decideShelfEnded = (alarm: Alarm, actor: Actor, now: Instant, targets: AnswerTargets): CommandDecision => {
  if (actor.id !== null) return refuse('role');
  if (alarm.state !== 'shelved' || (alarm.shelvedUntil !== null && alarm.shelvedUntil > now)) {
    return { kind: 'unchanged' };
  }
  return { kind: 'apply', alarm: waitAnew(alarm, now, targets), detail: {} };
};
