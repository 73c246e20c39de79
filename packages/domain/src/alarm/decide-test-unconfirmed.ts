import { addWhy } from '../add-why.ts';
import type { AnswerTargets } from '../colour.ts';
import { type Instant, seconds } from '../instant.ts';
import type { Alarm } from './alarm.ts';
import type { Actor, CommandDecision } from './command.ts';
import { liftColour } from './lift-colour.ts';
import { refuse } from './refusal.ts';

/** So long a red in test mode waits for the technician to take it. */
const CONFIRM_WITHIN = seconds(60);

/** Until when somebody may still say that it was the test; null: it is none that waits for it. */
export const confirmTestBy = (
  alarm: Pick<Alarm, 'test' | 'colour' | 'queue' | 'state' | 'receivedAt'>,
): Instant | null => {
  const waits = alarm.state === 'queued' || alarm.state === 'offered';
  const unconfirmed = alarm.test && alarm.colour === 'red' && alarm.queue === 'technician' && waits;
  return unconfirmed ? alarm.receivedAt + CONFIRM_WITHIN : null;
};

/** Nobody has said that it is a test: when in doubt it is real. */
export const decideTestUnconfirmed = (
  alarm: Alarm,
  actor: Actor,
  now: Instant,
  targets: AnswerTargets,
): CommandDecision => {
  if (actor.id !== null) return refuse('role');
  const by = confirmTestBy(alarm);
  if (by === null || now < by) return { kind: 'unchanged' };
  const lifted = liftColour(alarm, { colour: 'red', queue: 'operator' }, now, targets);
  return {
    kind: 'apply',
    alarm: { ...lifted, why: addWhy(alarm.why, { code: 'maybe-test' }) },
    detail: { queue: 'operator' },
  };
};
