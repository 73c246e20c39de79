import { eventKind } from '../catalogue/catalogue.ts';
import { isMoreUrgent } from '../colour.ts';
import { isPaused } from './absence-effects.ts';
import { effectiveAt } from './effective-at.ts';
import { type Judgement, kindColour } from './kind-colour.ts';
import { isOpening } from './opening.ts';
import { planColour } from './plan-colour.ts';
import type { ResponsePlan } from './response-plan.ts';
import type { TriageEvent, TriageFacts } from './triage.ts';

/** Whether this kind raises whatever a plan says; a kind this version does not know does. */
export const raisesByItself = (kind: string): boolean => eventKind(kind)?.triage !== null;

/** Whether `raiseColour` may find a colour; most of what devices say has none, and nothing more is asked about it. */
export const mayRaise = (
  event: Pick<TriageEvent, 'kind' | 'at' | 'receivedAt' | 'marks'>,
  plans: readonly ResponsePlan[],
): boolean =>
  raisesByItself(event.kind) ||
  isOpening(event.kind) ||
  (eventKind(event.kind)?.planDriven === true && plans.length === 0) ||
  planColour(plans, event.kind, effectiveAt(event)) !== null;

/**
 * The colour of an event and why, before it meets the alarms that are open; null records it only. A plan decides for
 * the kinds that are left to it, and lifts the others; it lowers and silences nothing.
 */
export const raiseColour = (facts: TriageFacts): Judgement => {
  const { event, plans } = facts;
  if (isPaused(facts)) return { colour: null, why: [] };
  if (eventKind(event.kind)?.planDriven && plans.length === 0) {
    return { colour: 'yellow', why: [{ code: 'no-response-plan' }] };
  }
  const own = kindColour(facts);
  const plan = planColour(plans, event.kind, effectiveAt(event));
  if (plan === null || (own.colour !== null && !isMoreUrgent(plan.colour, own.colour))) return own;
  return { colour: plan.colour, why: [...own.why, ...plan.why] };
};
