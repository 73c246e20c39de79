import type { DecisionEnd } from '../decision/decision.ts';
import type { Instant } from '../instant.ts';
import { type DeviceLeft, fetchDevice, type Leaving, leaveOwn, leaveShared } from './household.ts';

export const CLOSING_REASONS = ['death', 'moved-away', 'ended'] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];

export type ClosingFacts = Leaving & {
  readonly closed: boolean;
  /** Those about them that the operators have not closed. */
  readonly openAlarms: readonly string[];
  readonly reason: ClosingReason;
  readonly at: Instant;
};

export type ClosingRefusal =
  | { readonly code: 'alarm-open'; readonly alarms: readonly string[] }
  | { readonly code: 'closes-in-the-future' };

export type ClosingDecision =
  | {
      readonly kind: 'done';
      readonly left: readonly DeviceLeft[];
      /** Why their decisions end, today. */
      readonly decisionsEnd: DecisionEnd;
      /** Nobody lives there any more: nobody is expected there. */
      readonly endsUnlockRights: boolean;
    }
  /** Closed already; what was said first stands. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly refusal: ClosingRefusal };

const DECISION_ENDS: Readonly<Record<ClosingReason, DecisionEnd>> = {
  death: 'death',
  'moved-away': 'moved',
  ended: 'withdrawn',
};

/** Somebody is dead, has moved away or is done with us. Never while the centre is dealing with an alarm about them. */
export const decideClosing = (facts: ClosingFacts, now: Instant): ClosingDecision => {
  if (facts.closed) return { kind: 'unchanged' };
  if (facts.at > now) return { kind: 'refused', refusal: { code: 'closes-in-the-future' } };
  const { openAlarms: alarms, residentId, devices } = facts;
  if (alarms.length > 0) return { kind: 'refused', refusal: { code: 'alarm-open', alarms } };
  const isLast = facts.remaining.residents.length === 0;
  const left = devices.flatMap((device): readonly DeviceLeft[] => {
    if (device.residentId === null) return [leaveShared(device, facts)];
    if (device.residentId !== residentId) return [];
    return [isLast ? fetchDevice(device, residentId) : leaveOwn(device, facts)];
  });
  return { kind: 'done', left, decisionsEnd: DECISION_ENDS[facts.reason], endsUnlockRights: isLast };
};
