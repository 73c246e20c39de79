import type { Colour } from '../colour.ts';
import type { Instant } from '../instant.ts';
import type { Why } from '../why.ts';

export const ALARM_STATES = ['queued', 'offered', 'handling', 'responding', 'shelved', 'closed'] as const;
export type AlarmState = (typeof ALARM_STATES)[number];

export const ALARM_QUEUES = ['operator', 'technician', 'ward', 'home-care', 'follow-up'] as const;
export type AlarmQueue = (typeof ALARM_QUEUES)[number];

export const CONDITIONS = ['active', 'restored'] as const;
export type Condition = (typeof CONDITIONS)[number];

export const CAUSES = [
  'needed-help',
  'fall',
  'illness',
  'fire',
  'wandering',
  'medicine',
  'technical-fault',
  'false-alarm',
  'test',
  'unknown',
] as const;
export type Cause = (typeof CAUSES)[number];

export const ACTIONS = ['talked', 'next-of-kin', 'responder', 'emergency-services', 'technician', 'none'] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * How new the raises merged into an alarm are, kept as three maxima so that "is this restore newer than every
 * one of them?" has the same answer in whatever order they came.
 */
export type RaiseExtent = {
  /** Highest seq among the raises that carry one. */
  readonly maxSeq: number | null;
  /** Latest `at` among all raises. */
  readonly maxAt: Instant;
  /** Latest `at` among the raises without a seq. */
  readonly maxAtWithoutSeq: Instant | null;
};

/** The facts of an alarm that decisions read and change. Who it concerns and where is beside it, in the record. */
export type Alarm = {
  readonly id: string;
  readonly queue: AlarmQueue;
  readonly colour: Colour;
  readonly state: AlarmState;
  readonly condition: Condition;
  readonly kind: string;
  readonly test: boolean;
  readonly receivedAt: Instant;
  /** When the alarm's present colour began to count: a higher colour takes over with its own clock. */
  readonly colourSince: Instant;
  readonly answerBy: Instant;
  readonly answeredAt: Instant | null;
  readonly closedAt: Instant | null;
  /** Who it is offered to (state offered) or who handles it (handling, responding, shelved). */
  readonly operatorId: string | null;
  readonly offerUntil: Instant | null;
  /** Since when whoever has it in hand is not seen, and it rings at everybody. */
  readonly holderUnseenSince: Instant | null;
  /** Operators who were offered it and did not answer: not asked again, and when all were asked it rings for all. */
  readonly askedOperators: readonly string[];
  readonly shelvedUntil: Instant | null;
  /** null: not tried; false: tried, nobody answered. */
  readonly contact: boolean | null;
  /** The latest word from the responder; `close` waits for done or called-off. */
  readonly responder: ResponderStatus | null;
  readonly cause: Cause | null;
  readonly action: Action | null;
  /** The message id that raised it, and those merged into it (latest 20), for the device's receipts. */
  readonly messageIds: readonly string[];
  readonly events: number;
  readonly raised: RaiseExtent;
  /** What `restoreMatch` compares, e.g. the dose. */
  readonly matchValue: string | null;
  readonly why: readonly Why[];
  readonly version: number;
};

export const RESPONDER_STATUSES = ['sent', 'accepted', 'on-the-way', 'arrived', 'done', 'called-off'] as const;
export type ResponderStatus = (typeof RESPONDER_STATUSES)[number];
