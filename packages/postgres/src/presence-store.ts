import type { Instant } from '@varde/domain';
import { sql } from 'kysely';
import { appendChange, nextChangeSeq } from './change-log.ts';
import type { Executor, Tx } from './database.ts';
import { timestamp } from './timestamp.ts';

export type PresenceRow = {
  readonly staffId: string;
  readonly name: string;
  readonly available: boolean;
  readonly since: Instant;
};

/** Says that this person is, or is not, available; a change row when that is news. Gives since when. */
export const setPresence = async (
  tx: Tx,
  staff: { readonly id: string; readonly municipalityId: string },
  available: boolean,
  now: Instant,
): Promise<Instant> => {
  const { rows: before } = await sql<{ available: boolean }>`
    select available from presence where staff_id = ${staff.id} for update`.execute(tx);
  const { rows: after } = await sql<{ since: number }>`
    insert into presence (staff_id, available, since, seen_at)
    values (${staff.id}, ${available}, ${timestamp(now)}, ${timestamp(now)})
    on conflict (staff_id) do update set
      since = case when presence.available = excluded.available then presence.since else excluded.since end,
      available = excluded.available, seen_at = excluded.seen_at
    returning since`.execute(tx);
  const since = after[0]?.since ?? now;
  if (before[0]?.available === available) return since;
  await appendChange(tx, {
    seq: await nextChangeSeq(tx),
    at: now,
    municipalityId: staff.municipalityId,
    subject: 'presence',
    subjectId: staff.id,
    version: 1,
    action: available ? 'available' : 'away',
    actorId: staff.id,
    detail: {},
  });
  return since;
};

/** These people were just seen. Says nothing of whether they are available; who never said so is not. */
export const touchPresence = async (db: Executor, staffIds: readonly string[], now: Instant): Promise<void> => {
  if (staffIds.length === 0) return;
  await sql`
    insert into presence (staff_id, available, since, seen_at)
    select id, false, ${timestamp(now)}, ${timestamp(now)} from unnest(${staffIds}::uuid[]) as seen (id) order by id
    on conflict (staff_id) do update set seen_at = greatest(presence.seen_at, excluded.seen_at)`.execute(db);
};

export const findPresence = async (db: Executor, staffIds: readonly string[]): Promise<PresenceRow[]> => {
  if (staffIds.length === 0) return [];
  const { rows } = await sql<PresenceRow>`
    select presence.staff_id as "staffId", staff.name, presence.available, presence.since
    from presence join staff on staff.id = presence.staff_id
    where presence.staff_id = any(${staffIds}::uuid[])`.execute(db);
  return rows;
};
