import { type Instant, seconds } from '../instant.ts';
import { CANARY_PERIOD, type CanaryLane } from './canary.ts';

/** Two canaries missing, and what one may take on its way under load. */
export const SILENT_AFTER = 2 * CANARY_PERIOD + seconds(5);

/**
 * How far the canaries of a lane have come: of the latest that reached each step, when it set out. null: none within
 * living memory.
 */
export type LaneFacts = {
  readonly lane: CanaryLane;
  /** The sender was about to send. */
  readonly tried: Instant | null;
  /** The broker took it; for the dispatch queue: triage decided one, and so rang. */
  readonly sent: Instant | null;
  /** Ingest committed it. */
  readonly stored: Instant | null;
  /** Triage decided it, whatever made it look. */
  readonly decided: Instant | null;
  /** The whole way, by the queue and not by the sweep behind it. */
  readonly arrived: Instant | null;
};

export const MISSING_STEPS = ['not-sent', 'not-stored', 'not-decided', 'not-rung'] as const;
/** The first step that the canaries do not reach. */
export type MissingStep = (typeof MISSING_STEPS)[number];

export type LaneVerdict =
  | { readonly kind: 'in-order' }
  /** Nobody sends, the lane before it is silent, or we have not looked for long enough. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'silent'; readonly missing: MissingStep };

/**
 * Whether a lane is silent, and where its canaries stop. `watchedSince`: from when on we have looked without a break;
 * time when we ourselves were away, frozen or without the record never counts.
 */
export const judgeLane = (facts: LaneFacts, watchedSince: Instant, now: Instant): LaneVerdict => {
  const isLate = (at: Instant | null): boolean => at === null || now - at > SILENT_AFTER;
  if (!isLate(facts.arrived)) return { kind: 'in-order' };
  if (!isLate(watchedSince)) return { kind: 'unknown' };
  if (facts.lane === 'dispatch') return judgeDispatch(facts, isLate);
  // Without a sender nothing is known of the lane; that the sender is gone is told of the dispatcher.
  if (isLate(facts.tried)) return { kind: 'unknown' };
  if (isLate(facts.sent)) return { kind: 'silent', missing: 'not-sent' };
  if (isLate(facts.stored)) return { kind: 'silent', missing: 'not-stored' };
  if (isLate(facts.decided)) return { kind: 'silent', missing: 'not-decided' };
  return { kind: 'silent', missing: 'not-rung' };
};

const judgeDispatch = ({ tried, sent }: LaneFacts, isLate: (at: Instant | null) => boolean): LaneVerdict => {
  if (isLate(tried)) return { kind: 'silent', missing: 'not-sent' };
  return isLate(sent) ? { kind: 'unknown' } : { kind: 'silent', missing: 'not-rung' };
};
