import type { Alarm, Instant, NewAlarm } from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';
import { type AlarmRow, alarmColumns, toAlarm } from './alarm-row.ts';
import type { Executor } from './database.ts';
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

/** The change row of an alarm that the statement before it, named `changed`, has just written. */
const appendToLog = ({ action, actorId, detail }: AlarmChange, now: Instant): RawBuilder<unknown> => sql`
  insert into change_log (seq, at, municipality_id, subject, subject_id, version, action, actor_id, detail)
  select change, ${timestamp(now)}, municipality_id, 'alarm', id, version, ${action}, ${actorId}::uuid, ${jsonb(detail)}
  from changed`;

/** Inserts a raised alarm with its first change row. The merge key is a unique index: a second one throws 23505. */
export const insertAlarm = async (
  tx: Executor,
  id: string,
  alarm: NewAlarm,
  context: AlarmContext,
  change: AlarmChange,
  now: Instant,
): Promise<void> => {
  await sql`
    with changed as (
      insert into alarm (
        id, municipality_id, device_id, resident_ids, home_id, place, queue, colour, state, condition, kind, test,
        received_at, colour_since, answer_by, message_ids, events, raised, match_value, why, version, change)
      values (
        ${id}, ${context.municipalityId}, ${context.deviceId}, ${context.residentIds}::uuid[], ${context.homeId},
        ${context.place}, ${alarm.queue}, ${alarm.colour}, ${alarm.state}, ${alarm.condition}, ${alarm.kind},
        ${alarm.test}, ${timestamp(alarm.receivedAt)}, ${timestamp(alarm.colourSince)}, ${timestamp(alarm.answerBy)},
        ${alarm.messageIds}::uuid[], ${alarm.events}, ${jsonb(alarm.raised)}, ${alarm.matchValue}, ${jsonb(alarm.why)},
        1, nextval('change_seq'))
      returning id, municipality_id, version, change)
    ${appendToLog(change, now)}`.execute(tx);
};

/**
 * Writes a decided alarm over the one it was decided on, with its change row. False: somebody else changed it
 * meanwhile (the version differs), and nothing was written: load the facts again and decide again.
 */
export const saveAlarm = async (
  tx: Executor,
  before: Alarm,
  after: Alarm,
  change: AlarmChange,
  now: Instant,
): Promise<boolean> => {
  const { rows } = await sql`
    with changed as (
      update alarm set
        queue = ${after.queue}, colour = ${after.colour}, state = ${after.state}, condition = ${after.condition},
        colour_since = ${timestamp(after.colourSince)}, answer_by = ${timestamp(after.answerBy)},
        answered_at = ${timestamp(after.answeredAt)}, closed_at = ${timestamp(after.closedAt)},
        operator_id = ${after.operatorId}, offer_until = ${timestamp(after.offerUntil)},
        holder_unseen_since = ${timestamp(after.holderUnseenSince)},
        asked_operators = ${after.askedOperators}::uuid[], shelved_until = ${timestamp(after.shelvedUntil)},
        contact = ${after.contact}, responder = ${after.responder}, cause = ${after.cause}, action = ${after.action},
        message_ids = ${after.messageIds}::uuid[], events = ${after.events}, raised = ${jsonb(after.raised)},
        why = ${jsonb(after.why)}, version = ${before.version + 1}, change = nextval('change_seq')
      where id = ${before.id} and version = ${before.version}
      returning id, municipality_id, version, change)
    ${appendToLog(change, now)} returning seq`.execute(tx);
  return rows.length > 0;
};
