import { addWhy } from '../add-why.ts';
import type { Alarm } from '../alarm/alarm.ts';
import { callsForPeople } from '../alarm/calls-for-people.ts';
import { isMoreUrgent } from '../colour.ts';
import { seconds } from '../instant.ts';
import type { TriageDecision, TriageEffect, TriageEvent } from './triage.ts';

/** So many of one kind from one device within so long, the present one with them, are chatter. */
export const CHATTER_COUNT = 3;
export const CHATTER_WINDOW = seconds(60);

/** Whether it matters how often the device has said this lately: only where it opens or joins an alarm that may be quiet. */
export const mayBeChatter = (event: Pick<TriageEvent, 'kind'>, decision: TriageDecision): boolean => {
  const [own] = decision.effects;
  return (own?.kind === 'raise' || own?.kind === 'merge') && !callsForPeople(event.kind);
};

/** What has become more urgent is news, however often it comes. */
const isLifted = (effect: TriageEffect, open: readonly Alarm[]): boolean =>
  effect.kind === 'merge' &&
  open.some(({ id, colour }) => id === effect.alarm.id && isMoreUrgent(effect.alarm.colour, colour));

const quiet = <E extends TriageEffect>(effect: E, open: readonly Alarm[]): TriageEffect => {
  if (effect.kind !== 'raise' && effect.kind !== 'merge') return effect;
  const why = addWhy(effect.alarm.why, { code: 'chattering' });
  const isQuiet = isLifted(effect, open) ? {} : ({ quiet: true } as const);
  if (effect.kind === 'raise') return { ...effect, ...isQuiet, alarm: { ...effect.alarm, why } };
  return { ...effect, ...isQuiet, rings: effect.rings && isLifted(effect, open), alarm: { ...effect.alarm, why } };
};

/**
 * A device that says the same again and again: the alarm tells so, and it stops ringing anew, merged or raised again
 * after it was closed. `recentSameKind` counts the events of this kind received from the device in the
 * `CHATTER_WINDOW` that ends with this one; counting further than `CHATTER_COUNT` is of no use.
 */
export const quietChatter = (
  decision: TriageDecision,
  open: readonly Alarm[],
  recentSameKind: number,
): TriageDecision => {
  const [own, ...others] = decision.effects;
  if (own === undefined || recentSameKind < CHATTER_COUNT) return decision;
  return { ...decision, effects: [quiet(own, open), ...others] };
};
