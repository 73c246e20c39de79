import { type DeviceFunction, needsLegalBasis } from '../device/device-functions.ts';
import type { Day, Decision, Grant } from './decision.ts';

/** Why a function that follows somebody may not be on. */
export type NotAllowed =
  | 'no-decision'
  | 'not-begun'
  | 'ended'
  | 'expired'
  | 'review-overdue'
  | 'objects'
  | 'no-legal-basis';

/** How a function stands with a resident on a day. */
export type Standing =
  | { readonly kind: 'granted'; readonly decision: string }
  /** May be on all the same, and somebody is told that no decision grants it. */
  | { readonly kind: 'missing'; readonly why: NotAllowed }
  | { readonly kind: 'forbidden'; readonly why: NotAllowed };

/** What keeps one grant from holding on a day; null: it holds. */
const faultOf = (decision: Decision, { function: name, basis }: Grant, today: Day): NotAllowed | null => {
  if (decision.ended !== null && decision.ended.on <= today) return 'ended';
  if (decision.validUntil !== null && decision.validUntil < today) return 'expired';
  if (decision.validFrom > today) return 'not-begun';
  if (basis === null) return needsLegalBasis(name) ? 'no-legal-basis' : null;
  if (basis.kind === 'consent') return basis.givenOn > today ? 'no-legal-basis' : null;
  if (basis.objects) return 'objects';
  return basis.reviewBy < today ? 'review-overdue' : null;
};

/** One decision that grants it is enough; of several that do not, the first is told. Decisions by number, newest first. */
export const standingOf = (name: DeviceFunction, decisions: readonly Decision[], today: Day): Standing => {
  const grants = decisions.flatMap((decision) =>
    decision.grants.filter((grant) => grant.function === name).map((grant) => ({ decision, grant })),
  );
  const judged = grants.map(({ decision, grant }) => ({ decision, fault: faultOf(decision, grant, today) }));
  const granted = judged.find(({ fault }) => fault === null);
  if (granted !== undefined) return { kind: 'granted', decision: granted.decision.number };
  const why = judged[0]?.fault ?? 'no-decision';
  return { kind: needsLegalBasis(name) ? 'forbidden' : 'missing', why };
};
