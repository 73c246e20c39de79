import type { Alarm } from './alarm.ts';

/** A new alarm before the store gives it an id and a number. */
export type NewAlarm = Omit<Alarm, 'id' | 'version'>;

/** What is known of an alarm when it is raised. The rest is about those who handle it: there is nobody yet. */
export type RaisedAlarm = Pick<
  Alarm,
  | 'queue'
  | 'colour'
  | 'condition'
  | 'kind'
  | 'test'
  | 'receivedAt'
  | 'answerBy'
  | 'messageIds'
  | 'events'
  | 'raised'
  | 'matchValue'
  | 'why'
>;

export const newAlarm = (raised: RaisedAlarm): NewAlarm => ({
  ...raised,
  state: 'queued',
  colourSince: raised.receivedAt,
  answeredAt: null,
  closedAt: null,
  operatorId: null,
  offerUntil: null,
  holderUnseenSince: null,
  askedOperators: [],
  shelvedUntil: null,
  contact: null,
  responder: null,
  cause: null,
  action: null,
});
