import { addWhy } from '../add-why.ts';
import type { Alarm } from '../alarm/alarm.ts';
import { callsForPeople } from '../alarm/calls-for-people.ts';
import { liftColour } from '../alarm/lift-colour.ts';
import { waitAnew } from '../alarm/wait-anew.ts';
import { mostUrgent } from '../colour.ts';
import { queueAfterRise } from './choose-queue.ts';
import { conditionOf, whyOfCondition } from './condition.ts';
import { effectiveAt } from './effective-at.ts';
import type { Raise } from './open-alarm.ts';
import { extentOf, joinExtents } from './raise-extent.ts';
import type { TriageFacts } from './triage.ts';

/** The device is told of this many messages beside the first. */
const MERGED_IDS = 20;

const addMessageId = (ids: readonly string[], id: string): readonly string[] => {
  if (ids.includes(id)) return ids;
  const [first = id, ...others] = ids;
  return ids.length === 0 ? [id] : [first, ...[...others, id].slice(-MERGED_IDS)];
};

/** The event counted in the alarm that is open: its condition, its reasons; not yet what it does to the people. */
const countIn = (alarm: Alarm, raise: Raise, facts: TriageFacts): Alarm => {
  const { event } = facts;
  const raised = joinExtents(alarm.raised, extentOf({ seq: event.seq, at: effectiveAt(event) }));
  const condition = conditionOf(alarm, raised, facts);
  return {
    ...alarm,
    raised,
    condition,
    events: alarm.events + 1,
    messageIds: raise.messageIds.reduce(addMessageId, alarm.messageIds),
    why: whyOfCondition(addWhy(alarm.why, ...raise.why), condition),
  };
};

/**
 * One more event of the same alarm. It never lowers the colour; a higher one takes over with its own clock; a shelved
 * alarm wakes. Who already handles a red hears it; a person who asks again, fire, CO and gas are heard in every state.
 */
export const mergeAlarm = (
  alarm: Alarm,
  raise: Raise,
  facts: TriageFacts,
): { readonly alarm: Alarm; readonly rings: boolean } => {
  const counted = countIn(alarm, raise, facts);
  const since = facts.event.receivedAt;
  const colour = mostUrgent(alarm.colour, raise.colour);
  const queue = queueAfterRise(alarm, colour, facts.device.inService);
  const handled = alarm.state === 'handling' || alarm.state === 'responding';
  const rings = callsForPeople(alarm.kind) || alarm.state === 'shelved' || (handled && colour === 'red');
  if (colour !== alarm.colour || queue !== alarm.queue) {
    return { alarm: liftColour(counted, { colour, queue }, since, facts.targets), rings };
  }
  return { alarm: alarm.state === 'shelved' ? waitAnew(counted, since, facts.targets) : counted, rings };
};
