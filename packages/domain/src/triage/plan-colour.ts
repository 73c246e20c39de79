import { type Colour, mostUrgent } from '../colour.ts';
import type { Instant } from '../instant.ts';
import type { Why } from '../why.ts';
import type { Hours, PlanRule, ResponsePlan } from './response-plan.ts';
import { withinHours } from './within-hours.ts';

type Decided = { readonly colour: Colour; readonly rule: PlanRule };

/** The strictest colour the home's plans give a kind at an instant; null where no rule gives it one. */
const strictest = (plans: readonly ResponsePlan[], kind: string, at: Instant): Decided | null => {
  let best: Decided | null = null;
  for (const rule of plans.flatMap((plan) => plan.rules)) {
    if (rule.colour === null || !rule.kinds.includes(kind)) continue;
    if (rule.hours !== undefined && !withinHours(rule.hours, at)) continue;
    if (best === null || mostUrgent(rule.colour, best.colour) !== best.colour) best = { colour: rule.colour, rule };
  }
  return best;
};

const hoursText = (hours: Hours): string => `${hours.from}–${hours.to}`;

/** What the plans of a home say of a kind, with the reasons an operator reads; null: they say nothing of it. */
export const planColour = (
  plans: readonly ResponsePlan[],
  kind: string,
  at: Instant,
): { readonly colour: Colour; readonly why: readonly Why[] } | null => {
  const decided = strictest(plans, kind, at);
  if (decided === null) return null;
  const { colour, rule } = decided;
  const hours = rule.hours === undefined ? {} : { hours: hoursText(rule.hours) };
  const why: Why = { code: 'plan', values: { kind, colour, ...hours } };
  return { colour, why: plans.length > 1 ? [why, { code: 'shared-home' }] : [why] };
};
