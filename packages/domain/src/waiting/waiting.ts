import type { Alarm } from '../alarm/alarm.ts';
import type { Instant } from '../instant.ts';

/** What the order of the waiting list reads of an alarm. */
export type WaitingAlarm = Pick<Alarm, 'id' | 'colour' | 'colourSince' | 'answerBy' | 'receivedAt'>;

export type FreeOperator = {
  readonly id: string;
  /** Since when without an alarm: the longest free is asked first. */
  readonly freeSince: Instant;
};

export type OfferFacts = {
  /** Alarms in state queued, of the operators' queue. */
  readonly waiting: readonly (WaitingAlarm & { readonly askedOperators: readonly string[] })[];
  readonly free: readonly FreeOperator[];
};

export type Offer = { readonly alarmId: string; readonly operatorId: string; readonly until: Instant };
