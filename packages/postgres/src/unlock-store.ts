import { type Instant, OPENING_GRACE, type UnlockRight } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor, Tx } from './database.ts';
import { timestamp } from './timestamp.ts';

export type UnlockRightRecord = UnlockRight & {
  readonly id: string;
  readonly homeId: string;
  readonly holder: string;
  readonly visit: string | null;
  readonly alarmId: string | null;
  readonly madeBy: string;
  readonly revokedAt: Instant | null;
};

const rightColumns = sql.raw(
  `id, home_id as "homeId", holder, starts_at as "from", ends_at as "until", visit, alarm_id as "alarmId",
   made_by as "madeBy", revoked_at as "revokedAt"`,
);

/** Those of a home that hold around an instant; a right that was revoked holds until then. */
export const findUnlockRights = async (db: Executor, homeId: string, at: Instant): Promise<UnlockRight[]> => {
  const { rows } = await sql<UnlockRight>`
    select starts_at as "from", least(ends_at, coalesce(revoked_at, ends_at)) as "until" from unlock_right
    where home_id = ${homeId} and ends_at >= ${timestamp(at - OPENING_GRACE)}
      and starts_at <= ${timestamp(at + OPENING_GRACE)}`.execute(db);
  return rows;
};

export const insertUnlockRight = async (
  tx: Tx,
  municipalityId: string,
  right: Omit<UnlockRightRecord, 'revokedAt'>,
) => {
  await sql`
    insert into unlock_right (id, municipality_id, home_id, holder, starts_at, ends_at, visit, alarm_id, made_by)
    values (${right.id}, ${municipalityId}, ${right.homeId}, ${right.holder}, ${timestamp(right.from)},
      ${timestamp(right.until)}, ${right.visit}, ${right.alarmId}, ${right.madeBy})`.execute(tx);
};

/** Of a home, the latest first. */
export const listUnlockRights = async (db: Executor, homeId: string, limit: number): Promise<UnlockRightRecord[]> => {
  const { rows } = await sql<UnlockRightRecord>`
    select ${rightColumns} from unlock_right where home_id = ${homeId} order by ends_at desc, id limit ${limit}`.execute(
    db,
  );
  return rows;
};

/** null: none of this id in the municipality. Revoking twice is revoked once. */
export const revokeUnlockRight = async (
  tx: Tx,
  municipalityId: string,
  id: string,
  now: Instant,
): Promise<UnlockRightRecord | null> => {
  const { rows } = await sql<UnlockRightRecord>`
    update unlock_right set revoked_at = coalesce(revoked_at, ${timestamp(now)})
    where id = ${id} and municipality_id = ${municipalityId} returning ${rightColumns}`.execute(tx);
  return rows[0] ?? null;
};

/** Nobody is expected at a home any more; what has begun ends now, and what has not begun never does. */
export const endUnlockRights = async (tx: Tx, homeId: string, now: Instant): Promise<void> => {
  await sql`
    update unlock_right set revoked_at = ${timestamp(now)}
    where home_id = ${homeId} and revoked_at is null and ends_at > ${timestamp(now)}`.execute(tx);
};

/** One opening of a home's key box or lock, as it was told. */
export type Opening = {
  readonly eventId: string;
  readonly deviceId: string;
  readonly kind: string;
  readonly at: Instant;
  readonly alarmId: string | null;
};

/** Every opening at a home, the latest first. */
export const listOpenings = async (
  db: Executor,
  homeId: string,
  kinds: readonly string[],
  limit: number,
): Promise<Opening[]> => {
  const { rows } = await sql<Opening>`
    select event.id::text as "eventId", event.device_id as "deviceId", event.kind, event.at, event.alarm_id as "alarmId"
    from device cross join unnest(${kinds}::text[]) as wanted (kind)
    cross join lateral (
      select id, device_id, kind, at, alarm_id from event
      where device_id = device.id and event.kind = wanted.kind
      order by received_at desc limit ${limit}) event
    where device.home_id = ${homeId}
    order by event.at desc limit ${limit}`.execute(db);
  return rows;
};
