import type { Instant } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';
import { jsonb, timestamp } from './timestamp.ts';

/** null: no such session, or it has run out. */
export const readSession = async (db: Executor, id: string, now: Instant): Promise<unknown> => {
  const { rows } = await sql<{ data: unknown }>`
    select data from session where id = ${id} and expires_at > ${timestamp(now)}`.execute(db);
  return rows[0]?.data ?? null;
};

export const writeSession = async (db: Executor, id: string, data: unknown, expiresAt: Instant): Promise<void> => {
  await sql`
    insert into session (id, data, expires_at) values (${id}, ${jsonb(data)}, ${timestamp(expiresAt)})
    on conflict (id) do update set data = excluded.data, expires_at = excluded.expires_at`.execute(db);
};

export const deleteSession = async (db: Executor, id: string): Promise<void> => {
  await sql`delete from session where id = ${id}`.execute(db);
};

export const deleteExpiredSessions = async (db: Executor, now: Instant): Promise<void> => {
  await sql`delete from session where expires_at <= ${timestamp(now)}`.execute(db);
};

/** Which of these sessions still stand: a stream outlives the request that opened it, not its session. */
export const listLiveSessions = async (db: Executor, ids: readonly string[], now: Instant): Promise<Set<string>> => {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from session where id = any(${ids}) and expires_at > ${timestamp(now)}`.execute(db);
  return new Set(rows.map((row) => row.id));
};
