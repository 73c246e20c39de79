import type { Absence } from '../absence/absence.ts';
import type { Alarm, ResponderStatus } from '../alarm/alarm.ts';
import type { NewAlarm } from '../alarm/new-alarm.ts';
import type { AnswerTargets } from '../colour.ts';
import type { UnlockRight } from '../device/decide-unlock-right.ts';
import { type Instant, minutes } from '../instant.ts';
import type { ResponsePlan } from './response-plan.ts';

export const MARKS = [
  'wrong-lane',
  'outside-profile',
  'data-dropped',
  'late',
  'clock-ahead',
  'maybe-test',
  'id-reused',
] as const;
export type Mark = (typeof MARKS)[number];

/** One stored event, as triage sees it. */
export type TriageEvent = {
  /** The service's own number, in the order of storing. */
  readonly id: string;
  readonly messageId: string;
  readonly kind: string;
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly seq: number | null;
  readonly test: boolean;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly marks: readonly Mark[];
};

export type TriageDevice = {
  readonly id: string;
  /** Key into the device profiles. */
  readonly profile: string;
  /** In service at a resident's, not in stock. */
  readonly inService: boolean;
  readonly testUntil: Instant | null;
  /** Whoever tests it wants an answer from the centre. */
  readonly testCall: boolean;
};

/** A restore of this device that is already decided: the raise it belongs to may still be on its way. */
export type SeenRestore = {
  readonly kind: string;
  /** By `effectiveAt`, as for every event. */
  readonly at: Instant;
  readonly seq: number | null;
  /** By `restoreMatchValue`. */
  readonly matchValue: string | null;
};

/**
 * How far back, by when they were received, the restores in the facts reach. A device that restarts counts `seq`
 * from the beginning; an hour-old restore with a high number must not make its next fire look restored.
 */
export const RESTORE_MEMORY = minutes(15);

/** All that triage asks before it decides on one event; loaded under the device's lock. */
export type TriageFacts = {
  readonly event: TriageEvent;
  readonly device: TriageDevice;
  /** Plans of all residents of the home; those without one are counted in `residents` only. */
  readonly plans: readonly ResponsePlan[];
  readonly residents: number;
  readonly targets: AnswerTargets;
  /** Alarms of this device that are not closed. */
  readonly open: readonly Alarm[];
  /**
   * Restores of this device, decided earlier and received in the last `RESTORE_MEMORY`, of the kinds
   * `restorersOf(event.kind)` names.
   */
  readonly restores: readonly SeenRestore[];
  /** How far those sent to this home have come, on every open alarm of the home. */
  readonly responders: readonly ResponderStatus[];
  /** Who may open what leads into this home, around the time of the event; asked only where it tells of an opening. */
  readonly unlockRights: readonly UnlockRight[];
  /** The resident is away, and this device is one of those that are paused meanwhile. */
  readonly absence: Absence | null;
  /** Since when whom it was about lives there no more: they are closed. null: somebody does, or nobody ever did. */
  readonly vacated: Instant | null;
  /** An event of this device decided before it has the same message id with another kind or time. */
  readonly idReused: boolean;
};

export type TriageEffect =
  /** `quiet`: chatter, which is shown and does not sound; see `quietChatter`. */
  | { readonly kind: 'raise'; readonly alarm: NewAlarm; readonly quiet?: true }
  /** Same device, kind and real-or-test, still open: counted there. `rings` sounds at its operator again. */
  | { readonly kind: 'merge'; readonly alarm: Alarm; readonly rings: boolean; readonly quiet?: true }
  | { readonly kind: 'restore'; readonly alarm: Alarm }
  /** Another open alarm of the device takes a higher colour: its position is stale, and now SOS is pressed. */
  | { readonly kind: 'lift'; readonly alarm: Alarm }
  /** Shown on the alarm's timeline, changes nothing: the user pressed cancel. */
  | { readonly kind: 'annotate'; readonly alarm: Alarm };

export type TriageOutcome = 'raised' | 'merged' | 'restored' | 'recorded';

export type TriageDecision = {
  readonly outcome: TriageOutcome;
  readonly marks: readonly Mark[];
  readonly effects: readonly TriageEffect[];
  /** The absence that this sign of presence ends. */
  readonly endsAbsence: string | null;
};
