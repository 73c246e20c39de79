import {
  type Alarm,
  type AnswerTargets,
  CANARY_MUNICIPALITY,
  type FreeOperator,
  type Instant,
  type Role,
} from '@varde/domain';
import { sql } from 'kysely';
import { type AlarmRow, alarmColumns, toAlarm } from './alarm-row.ts';
import type { Executor, Tx } from './database.ts';
import { timestamp } from './timestamp.ts';

export type Municipality = { readonly id: string; readonly targets: AnswerTargets };

/** Those that are served: people work there. */
export const loadMunicipalities = async (db: Executor): Promise<Municipality[]> => {
  const { rows } = await sql<{ id: string; answer_targets: AnswerTargets }>`
    select id, answer_targets from municipality where id <> ${CANARY_MUNICIPALITY} order by id`.execute(db);
  return rows.map((row) => ({ id: row.id, targets: row.answer_targets }));
};

/**
 * Alarms whose clock ran out, an offer nobody took up, a shelf that ends, and reds in test mode that no technician
 * has taken: the domain says when those have waited enough.
 */
export const loadDueAlarms = async (
  db: Executor,
  municipalityId: string,
  now: Instant,
  limit: number,
): Promise<Alarm[]> => {
  const { rows } = await sql<AlarmRow>`
    select ${alarmColumns} from alarm
    where municipality_id = ${municipalityId}
      and ((state = 'offered' and offer_until <= ${timestamp(now)})
        or (state = 'shelved' and shelved_until <= ${timestamp(now)})
        or (test and queue = 'technician' and colour = 'red' and state in ('queued', 'offered')))
    order by coalesce(offer_until, shelved_until, received_at)
    limit ${limit}`.execute(db);
  return rows.map(toAlarm);
};

/** An alarm that an operator is offered or has in hand, and how long they have not been seen. */
export type HeldAlarm = { readonly alarm: Alarm; readonly unseenFor: number };

/**
 * Those whose operator has not been seen for `unseen` milliseconds, or was not and may be back. Counted to when anybody
 * was seen last: where we heard nobody, nobody is gone.
 */
export const loadUnseenlyHeld = async (
  db: Executor,
  municipalityId: string,
  unseen: number,
  limit: number,
): Promise<HeldAlarm[]> => {
  const { rows } = await sql<AlarmRow & { unseen_for: number }>`
    with heard as materialized (
      select presence.staff_id, extract(epoch from max(presence.seen_at) over () - presence.seen_at) * 1000 as unseen_for
      from presence join staff on staff.id = presence.staff_id where staff.municipality_id = ${municipalityId})
    select ${alarmColumns}, heard.unseen_for::float8 as unseen_for
    from heard join alarm on alarm.operator_id = heard.staff_id and alarm.state in ('offered', 'handling', 'responding')
    where alarm.municipality_id = ${municipalityId} and alarm.queue = 'operator'
      and (heard.unseen_for >= ${unseen} or alarm.holder_unseen_since is not null)
    order by alarm.received_at limit ${limit}`.execute(db);
  return rows.map((row) => ({ alarm: toAlarm(row), unseenFor: row.unseen_for }));
};

/** Alarms that wait for an operator; should there be more than the limit, the more urgent colours. */
export const loadWaitingAlarms = async (db: Executor, municipalityId: string, limit: number): Promise<Alarm[]> => {
  const { rows } = await sql<AlarmRow>`
    select ${alarmColumns} from alarm
    where municipality_id = ${municipalityId} and queue = 'operator' and state = 'queued'
    order by array_position(array['red', 'orange', 'yellow', 'green', 'blue'], colour), answer_by, number
    limit ${limit}`.execute(db);
  return rows.map(toAlarm);
};

/** In one of these roles, available, seen lately, and without an alarm in hand or on offer. */
export const loadFreeOperators = async (
  db: Executor,
  municipalityId: string,
  roles: readonly Role[],
  seenAfter: Instant,
): Promise<FreeOperator[]> => {
  const { rows } = await sql<{ id: string; free_since: number }>`
    select staff.id, greatest(presence.since, latest.at) as free_since
    from presence
    join staff on staff.id = presence.staff_id
    left join lateral (
      select at from change_log
      where actor_id = staff.id and action in ('closed', 'released')
      order by at desc limit 1) latest on true
    where staff.municipality_id = ${municipalityId} and staff.role = any(${roles}) and presence.available
      and presence.seen_at > ${timestamp(seenAfter)}
      and not exists (
        select from alarm where operator_id = staff.id and state in ('offered', 'handling', 'responding'))
    order by staff.id`.execute(db);
  return rows.map((row) => ({ id: row.id, freeSince: row.free_since }));
};

/** Whoever is about to give an operator an alarm holds them for the rest of the transaction. */
export const holdOperator = async (tx: Tx, operatorId: string): Promise<void> => {
  await sql`select from presence where staff_id = ${operatorId} for no key update`.execute(tx);
};

/**
 * Holds an operator for the rest of the transaction and tells whether they are still free: two that offer at the
 * same time cannot give one operator two alarms.
 */
export const holdFreeOperator = async (tx: Tx, operatorId: string, seenAfter: Instant): Promise<boolean> => {
  const held = await sql`
    select from presence
    where staff_id = ${operatorId} and available and seen_at > ${timestamp(seenAfter)}
    for no key update`.execute(tx);
  if (held.rows.length === 0) return false;
  const busy = await sql`
    select from alarm where operator_id = ${operatorId} and state in ('offered', 'handling', 'responding') limit 1
    `.execute(tx);
  return busy.rows.length === 0;
};
