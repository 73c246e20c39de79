import type { Instant } from '../instant.ts';
import type { Alarm } from './alarm.ts';
import type { Actor, AlarmCommand, CommandDecision } from './command.ts';
import { mayActOnHeld, mayHandle, type Person } from './may-handle.ts';
import { refuse } from './refusal.ts';
import { responderOut } from './responder-out.ts';
import { askedWithHolder, backToWaiting } from './wait-anew.ts';

/** Whose the alarm is: offer, its end, answer, release. */

/** The service offers to anybody; a person takes the next for themselves. */
export const decideOffer = (
  alarm: Alarm,
  command: Extract<AlarmCommand, { kind: 'offer' }>,
  actor: Actor,
): CommandDecision => {
  if (actor.id !== null && (actor.id !== command.operatorId || !mayHandle(actor, alarm))) return refuse('role');
  if (alarm.state !== 'queued') return refuse(alarm.state === 'shelved' ? 'alarm-state' : 'alarm-taken');
  return {
    kind: 'apply',
    alarm: { ...alarm, state: 'offered', operatorId: command.operatorId, offerUntil: command.until },
    detail: { operatorId: command.operatorId, until: new Date(command.until).toISOString() },
  };
};

const offerOver = (alarm: Alarm, now: Instant): boolean => alarm.offerUntil === null || alarm.offerUntil <= now;

export const decideOfferExpired = (alarm: Alarm, actor: Actor, now: Instant): CommandDecision => {
  if (actor.id !== null) return refuse('role');
  // A clock of an earlier offer that rings late: somebody has answered, or a new offer runs.
  if (alarm.state !== 'offered' || !offerOver(alarm, now)) return { kind: 'unchanged' };
  return {
    kind: 'apply',
    alarm: { ...backToWaiting(alarm), askedOperators: askedWithHolder(alarm) },
    detail: { operatorId: alarm.operatorId },
  };
};

/** In somebody's hands: theirs, unless they are not seen any more. */
const answerHeld = (alarm: Alarm, person: Person, now: Instant): CommandDecision => {
  const mine = alarm.operatorId === person.id;
  if (alarm.holderUnseenSince === null) return mine ? { kind: 'unchanged' } : refuse('alarm-taken');
  const taken = mine ? {} : { operatorId: person.id, answeredAt: now };
  const detail = mine ? {} : { from: alarm.operatorId };
  return { kind: 'apply', alarm: { ...alarm, ...taken, holderUnseenSince: null }, detail };
};

export const decideAnswer = (alarm: Alarm, person: Person, now: Instant): CommandDecision => {
  if (!mayHandle(person, alarm)) return refuse('role');
  if (alarm.state === 'shelved') return refuse('alarm-state');
  if (alarm.state === 'handling' || alarm.state === 'responding') return answerHeld(alarm, person, now);
  // An offer whose time is over holds nobody back, even when the clock that should have ended it is late.
  const offeredToOther = alarm.state === 'offered' && alarm.operatorId !== person.id;
  if (offeredToOther && !offerOver(alarm, now)) return refuse('alarm-taken');
  return {
    kind: 'apply',
    alarm: {
      ...alarm,
      state: responderOut(alarm) ? 'responding' : 'handling',
      operatorId: person.id,
      offerUntil: null,
      answeredAt: now,
      askedOperators: offeredToOther ? askedWithHolder(alarm) : alarm.askedOperators,
    },
    detail: {},
  };
};

export const decideRelease = (alarm: Alarm, person: Person): CommandDecision => {
  if (!mayHandle(person, alarm)) return refuse('role');
  if (alarm.state === 'queued') return { kind: 'unchanged' };
  if (alarm.state !== 'offered' && alarm.state !== 'handling') return refuse('alarm-state');
  if (!mayActOnHeld(person, alarm)) return refuse('not-yours');
  return {
    kind: 'apply',
    alarm: { ...backToWaiting(alarm), askedOperators: askedWithHolder(alarm) },
    detail: { operatorId: alarm.operatorId },
  };
};
