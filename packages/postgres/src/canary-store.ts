import {
  CANARY_DEVICE_IDS,
  CANARY_DEVICES,
  CANARY_LANES,
  CANARY_MUNICIPALITY,
  CANARY_PROFILE,
  type CanaryLane,
  DEFAULT_ANSWER_TARGETS,
  type Instant,
  type Lane,
} from '@varde/domain';
import { sql } from 'kysely';
import type { Database, Executor } from './database.ts';
import { jsonb, timestamp } from './timestamp.ts';

/** Sees to it that the canaries' rows are there, and notes on every lane that one is about to be sent. */
export const beginCanaries = async (db: Database, now: Instant): Promise<void> => {
  await db.transaction().execute(async (tx) => {
    await sql`
      insert into municipality (id, name, answer_targets)
      values (${CANARY_MUNICIPALITY}, 'Varde', ${jsonb(DEFAULT_ANSWER_TARGETS)}) on conflict do nothing`.execute(tx);
    await sql`
      insert into device (id, municipality_id, profile, serial, state, registered_at)
      select id, ${CANARY_MUNICIPALITY}, ${CANARY_PROFILE}, id::text, 'in-service', ${timestamp(now)}
      from unnest(${CANARY_DEVICE_IDS}::uuid[]) as id on conflict do nothing`.execute(tx);
    await sql`
      insert into lane_watch (lane, tried_at)
      select lane, ${timestamp(now)} from unnest(${[...CANARY_LANES]}::text[]) as lane
      on conflict (lane) do update set tried_at = excluded.tried_at`.execute(tx);
  });
};

/** The broker has taken these lanes' canaries that set out at that time. */
export const noteCanariesSent = async (db: Executor, lanes: readonly CanaryLane[], at: Instant): Promise<void> => {
  await sql`update lane_watch set sent_at = ${timestamp(at)} where lane = any(${[...lanes]}::text[])`.execute(db);
};

/** The dispatcher's queue has brought what triage rang for a canary. */
export const noteCanaryDispatched = async (db: Executor, at: Instant): Promise<void> => {
  await sql`update lane_watch set arrived_at = ${timestamp(at)} where lane = 'dispatch'`.execute(db);
};

/**
 * Canaries of a lane that wait for their ring since before that time, marked as found without it: from now on they
 * prove that the sweep works, and no longer that the queue does.
 */
export const sweepCanaries = async (
  db: Executor,
  lane: Lane,
  receivedBefore: Instant,
  limit: number,
): Promise<string[]> => {
  const { rows } = await sql<{ id: number }>`
    update event set data = '{"swept": true}'
    where id in (
      select id from event
      where device_id = ${CANARY_DEVICES[lane]} and outcome is null and received_at < ${timestamp(receivedBefore)}
      order by received_at desc limit ${limit})
    returning id`.execute(db);
  return rows.map((row) => String(row.id));
};

/** Deletes at most so many events of canaries that were received before that time; gives how many. */
export const deleteCanaryEvents = async (db: Executor, before: Instant, limit: number): Promise<number> => {
  const { rows } = await sql`
    delete from event
    where id in (
      select id from event
      where device_id = any(${CANARY_DEVICE_IDS}::uuid[]) and received_at < ${timestamp(before)} limit ${limit})
    returning 1`.execute(db);
  return rows.length;
};
