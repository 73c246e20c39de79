import type { Lane } from '../catalogue/event-kind.ts';
import type { Instant } from '../instant.ts';
import type { Mark } from '../triage/triage.ts';

export const QUARANTINE_REASONS = [
  'too-large',
  'not-utf8',
  'not-json',
  'out-of-shape',
  'unknown-kind',
  'wrong-lane',
  'outside-profile',
  'service-only-kind',
  'function-off',
  'unknown-device',
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** One message as the wire gave it: read by `packages/contracts`, not yet judged. */
export type ReadMessage =
  | {
      readonly kind: 'message';
      readonly messageId: string;
      readonly eventKind: string;
      readonly at: Instant;
      readonly seq: number | null;
      readonly test: boolean;
      readonly data: Readonly<Record<string, unknown>> | null;
      /** There was a `data`, and it was no object we can keep. */
      readonly dataUnreadable: boolean;
    }
  | {
      readonly kind: 'unreadable';
      readonly reason: Extract<QuarantineReason, 'too-large' | 'not-utf8' | 'not-json' | 'out-of-shape'>;
      /** The id, where one can be read all the same. */
      readonly messageId: string | null;
    };

export type IntakeFacts = {
  readonly lane: Lane;
  readonly read: ReadMessage;
  /** null: no such device is registered. */
  readonly device: { readonly profile: string; readonly functionsOff: readonly string[] } | null;
  readonly receivedAt: Instant;
};

/** An event ready to be committed. */
export type AcceptedEvent = {
  readonly messageId: string;
  readonly kind: string;
  readonly at: Instant;
  readonly seq: number | null;
  readonly test: boolean;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly marks: readonly Mark[];
};

export type IntakeDecision =
  | { readonly kind: 'store'; readonly event: AcceptedEvent }
  | {
      readonly kind: 'quarantine';
      readonly reason: QuarantineReason;
      readonly messageId: string | null;
      /** Set where a known device's alarm topic carried something unreadable: `alarm-unreadable` is raised too. */
      readonly raises: 'alarm-unreadable' | null;
    };
