import type { Alarm, Instant, NewAlarm } from '@varde/domain';
import { sql } from 'kysely';
import { type AlarmRow, alarmColumns, toAlarm } from './alarm-row.ts';
import { appendChange, nextChangeSeq } from './change-log.ts';
import type { Executor, Tx } from './database.ts';
import { jsonb, timestamp } from './timestamp.ts';

/** Whom and where an alarm concerns: fixed when it is raised, never read by a decision. */
export type AlarmContext = {
  readonly municipalityId: string;
  readonly deviceId: string | null;
  readonly residentIds: readonly string[];
  readonly homeId: string | null;
  readonly place: string | null;
};

export type AlarmChange = {
  readonly action: string;
  /** null: the service itself. */
  readonly actorId: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
};

export const loadAlarm = async (db: Executor, id: string): Promise<Alarm | null> => {
  const { rows } = await sql<AlarmRow>`select ${alarmColumns} from alarm where id = ${id}`.execute(db);
  return rows[0] === undefined ? null : toAlarm(rows[0]);
};

/** Inserts a raised alarm with its first change row. The merge key is a unique index: a second one throws 23505. */
export const insertAlarm = async (
  tx: Tx,
  id: string,
  alarm: NewAlarm,
  context: AlarmContext,
  change: AlarmChange,
  now: Instant,
): Promise<void> => {
  const seq = await nextChangeSeq(tx);
  await sql`
    insert into alarm (
      id, municipality_id, device_id, resident_ids, home_id, place, queue, colour, state, condition, kind, test,
      received_at, colour_since, answer_by, message_ids, events, raised, match_value, why, version, change)
    values (
      ${id}, ${context.municipalityId}, ${context.deviceId}, ${context.residentIds}::uuid[], ${context.homeId},
      ${context.place}, ${alarm.queue}, ${alarm.colour}, ${alarm.state}, ${alarm.condition}, ${alarm.kind},
      ${alarm.test}, ${timestamp(alarm.receivedAt)}, ${timestamp(alarm.colourSince)}, ${timestamp(alarm.answerBy)},
      ${alarm.messageIds}::uuid[], ${alarm.events}, ${jsonb(alarm.raised)}, ${alarm.matchValue}, ${jsonb(alarm.why)},
      1, ${seq})`.execute(tx);
  await appendChange(tx, {
    seq,
    at: now,
    municipalityId: context.municipalityId,
    subject: 'alarm',
    subjectId: id,
    version: 1,
    ...change,
  });
};

/**
 * Writes a decided alarm over the one it was decided on, with its change row. False: somebody else changed it
 * meanwhile (the version differs), and nothing was written: load the facts again and decide again.
 */
export const saveAlarm = async (
  tx: Tx,
  before: Alarm,
  after: Alarm,
  change: AlarmChange,
  now: Instant,
): Promise<boolean> => {
  const version = before.version + 1;
  const seq = await nextChangeSeq(tx);
  const { rows } = await sql<{ municipality_id: string }>`
    update alarm set
      queue = ${after.queue}, colour = ${after.colour}, state = ${after.state}, condition = ${after.condition},
      colour_since = ${timestamp(after.colourSince)}, answer_by = ${timestamp(after.answerBy)},
      answered_at = ${timestamp(after.answeredAt)}, closed_at = ${timestamp(after.closedAt)},
      operator_id = ${after.operatorId}, offer_until = ${timestamp(after.offerUntil)},
      asked_operators = ${after.askedOperators}::uuid[], shelved_until = ${timestamp(after.shelvedUntil)},
      contact = ${after.contact}, responder = ${after.responder}, cause = ${after.cause}, action = ${after.action},
      message_ids = ${after.messageIds}::uuid[], events = ${after.events}, raised = ${jsonb(after.raised)},
      why = ${jsonb(after.why)}, version = ${version}, change = ${seq}
    where id = ${before.id} and version = ${before.version}
    returning municipality_id`.execute(tx);
  const row = rows[0];
  if (row === undefined) return false;
  await appendChange(tx, {
    seq,
    at: now,
    municipalityId: row.municipality_id,
    subject: 'alarm',
    subjectId: before.id,
    version,
    ...change,
  });
  return true;
};
