import type { Instant, Listening } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';
import { timestamp } from './timestamp.ts';

/** A process still hears: its stretch reaches until now. */
export const saveListening = async (db: Executor, process: string, { since, until }: Listening): Promise<void> => {
  await sql`
    insert into listening (process, since, until) values (${process}, ${timestamp(since)}, ${timestamp(until)})
    on conflict (process, since) do update set until = greatest(listening.until, excluded.until)`.execute(db);
};

/** Stretches at most: a connection that is lost every few minutes for a week stays within it. */
const STRETCHES = 5_000;

/** What was heard after an instant, by any process; the latest stretches if there are very many. */
export const loadListening = async (db: Executor, after: Instant): Promise<Listening[]> => {
  const { rows } = await sql<Listening>`
    select since, until from listening where until > ${timestamp(after)}
    order by until desc limit ${STRETCHES}`.execute(db);
  return rows;
};

export const forgetListening = async (db: Executor, before: Instant): Promise<void> => {
  await sql`delete from listening where until < ${timestamp(before)}`.execute(db);
};
