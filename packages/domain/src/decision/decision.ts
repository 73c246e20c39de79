import type { DeviceFunction } from '../device/device-functions.ts';

/** A day in Norway, `YYYY-MM-DD`: decisions hold by the day. */
export type Day = string;

/**
 * Why a function may follow somebody. `pbrl-4-6-a`: pasient- og brukerrettighetsloven § 4-6 a, for those over 18 who
 * cannot consent and do not object. A jurist must confirm these rules before they are relied on.
 */
export type LegalBasis =
  | { readonly kind: 'consent'; readonly givenOn: Day }
  | {
      readonly kind: 'pbrl-4-6-a';
      /** Found to lack the capacity to consent to this. */
      readonly capacityAssessedOn: Day;
      /** null: not heard, though there is somebody. */
      readonly nextOfKinHeardOn: Day | null;
      readonly objects: boolean;
      /** Looked at anew by then, or it ends. */
      readonly reviewBy: Day;
    };

export type Grant = { readonly function: DeviceFunction; readonly basis: LegalBasis | null };

export const DECISION_ENDS = ['withdrawn', 'objection', 'replaced', 'moved', 'death'] as const;
export type DecisionEnd = (typeof DECISION_ENDS)[number];

/** *Vedtak*: what the health and welfare office has granted one resident. */
export type Decision = {
  readonly id: string;
  /** As the office numbers it. */
  readonly number: string;
  readonly residentId: string;
  readonly validFrom: Day;
  /** The last day it holds; null: until somebody ends it. */
  readonly validUntil: Day | null;
  /** From that day on it does not hold. */
  readonly ended: { readonly on: Day; readonly reason: DecisionEnd } | null;
  readonly grants: readonly Grant[];
};
