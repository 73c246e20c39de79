import type { Alarm, RaiseExtent, Why } from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';

/** An alarm's columns as the database gives them; `toAlarm` is the only reader. */
export type AlarmRow = {
  id: string;
  queue: Alarm['queue'];
  colour: Alarm['colour'];
  state: Alarm['state'];
  condition: Alarm['condition'];
  kind: string;
  test: boolean;
  received_at: number;
  colour_since: number;
  answer_by: number;
  answered_at: number | null;
  closed_at: number | null;
  operator_id: string | null;
  offer_until: number | null;
  holder_unseen_since: number | null;
  asked_operators: string[];
  shelved_until: number | null;
  contact: boolean | null;
  responder: Alarm['responder'];
  cause: Alarm['cause'];
  action: Alarm['action'];
  message_ids: string[];
  events: number;
  raised: RaiseExtent;
  match_value: string | null;
  why: Why[];
  version: number;
};

/** The columns `toAlarm` reads, for a table or alias named `alarm`. */
export const alarmColumns: RawBuilder<unknown> = sql.raw(
  [
    'id, queue, colour, state, condition, kind, test, received_at, colour_since, answer_by, answered_at, closed_at',
    'operator_id, offer_until, holder_unseen_since, asked_operators, shelved_until, contact, responder, cause, action, message_ids',
    'events, raised, match_value, why, version',
  ]
    .join(', ')
    .split(', ')
    .map((column) => `alarm.${column}`)
    .join(', '),
);

export const toAlarm = (row: AlarmRow): Alarm => ({
  id: row.id,
  queue: row.queue,
  colour: row.colour,
  state: row.state,
  condition: row.condition,
  kind: row.kind,
  test: row.test,
  receivedAt: row.received_at,
  colourSince: row.colour_since,
  answerBy: row.answer_by,
  answeredAt: row.answered_at,
  closedAt: row.closed_at,
  operatorId: row.operator_id,
  offerUntil: row.offer_until,
  holderUnseenSince: row.holder_unseen_since,
  askedOperators: row.asked_operators,
  shelvedUntil: row.shelved_until,
  contact: row.contact,
  responder: row.responder,
  cause: row.cause,
  action: row.action,
  messageIds: row.message_ids,
  events: row.events,
  raised: row.raised,
  matchValue: row.match_value,
  why: row.why,
  version: row.version,
});
