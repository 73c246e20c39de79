import type { Colour } from '../colour.ts';
import { type Instant, seconds } from '../instant.ts';
import type { Alarm } from './alarm.ts';
import type { Actor, AlarmCommand, CommandDecision } from './command.ts';
import { refuse } from './refusal.ts';
import { askedWithHolder, backToWaiting } from './wait-anew.ts';

/** Milliseconds; seen later than this, somebody is there: a page tells so every five seconds. */
export const HOLDER_UNSEEN_AFTER = seconds(10);
const handled = (colour: Colour): number => (colour === 'red' ? seconds(30) : seconds(120));

const isHeld = ({ state }: Alarm): boolean => state === 'handling' || state === 'responding';

/**
 * Whoever was offered an alarm, or has it in hand, is not seen any more: the offer goes on to the next, and what they had
 * in hand rings at everybody. It stays theirs until somebody else answers it.
 */
export const decideHolderUnseen = (
  alarm: Alarm,
  { unseenFor }: Extract<AlarmCommand, { kind: 'holder-unseen' }>,
  actor: Actor,
  now: Instant,
): CommandDecision => {
  if (actor.id !== null) return refuse('role');
  // Nobody else sits and waits for a page of the technicians'.
  if (alarm.queue !== 'operator') return { kind: 'unchanged' };
  const detail = { operatorId: alarm.operatorId };
  if (alarm.state === 'offered' && unseenFor >= HOLDER_UNSEEN_AFTER)
    return { kind: 'apply', alarm: { ...backToWaiting(alarm), askedOperators: askedWithHolder(alarm) }, detail };
  if (isHeld(alarm) && alarm.holderUnseenSince === null && unseenFor >= handled(alarm.colour))
    return { kind: 'apply', alarm: { ...alarm, holderUnseenSince: now }, detail };
  return { kind: 'unchanged' };
};

/** They are back before anybody else has taken it: it was theirs all the time. */
export const decideHolderBack = (
  alarm: Alarm,
  { unseenFor }: Extract<AlarmCommand, { kind: 'holder-back' }>,
  actor: Actor,
): CommandDecision => {
  if (actor.id !== null) return refuse('role');
  if (alarm.holderUnseenSince === null || unseenFor >= HOLDER_UNSEEN_AFTER) return { kind: 'unchanged' };
  return { kind: 'apply', alarm: { ...alarm, holderUnseenSince: null }, detail: { operatorId: alarm.operatorId } };
};
