import type { Instant } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';
import { jsonb, timestamp } from './timestamp.ts';

export type ChangeSubject =
  | 'absence'
  | 'alarm'
  | 'decision'
  | 'device'
  | 'home'
  | 'key'
  | 'presence'
  | 'resident'
  | 'responder';

export type NewChange = {
  readonly seq: number;
  readonly at: Instant;
  readonly municipalityId: string;
  readonly subject: ChangeSubject;
  readonly subjectId: string;
  readonly version: number;
  readonly action: string;
  readonly actorId: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Takes the number of the change about to be written, so that the changed row can carry it. */
export const nextChangeSeq = async (db: Executor): Promise<number> => {
  const { rows } = await sql<{ seq: number }>`select nextval('change_seq') as seq`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('change_seq gave no value');
  return row.seq;
};

export const appendChange = async (db: Executor, change: NewChange): Promise<void> => {
  await sql`
    insert into change_log (seq, at, municipality_id, subject, subject_id, version, action, actor_id, detail)
    values (${change.seq}, ${timestamp(change.at)}, ${change.municipalityId}, ${change.subject}, ${change.subjectId},
            ${change.version}, ${change.action}, ${change.actorId}, ${jsonb(change.detail)})`.execute(db);
};

/** A notice holds less than 8 000 bytes: so many ids, and room to spare. */
const NAMED_AT_MOST = 100;

/**
 * Wakes whoever streams changes, and may name the alarms that changed: they are read while the log is. Sent after the
 * commit and on its own, or with the one alarm of a small transaction: NOTIFY inside a transaction serialises commits. A
 * lost one is made good by the listener's poll.
 */
export const ringChanges = async (db: Executor, alarmIds: readonly string[] = []): Promise<void> => {
  const named = alarmIds.length > NAMED_AT_MOST ? [] : alarmIds;
  await sql`select pg_notify('varde_changes', ${named.join(',')})`.execute(db);
};

/** The alarms a ring named. */
export const alarmsRung = (payload: string | undefined): readonly string[] =>
  payload === undefined || payload === '' ? [] : payload.split(',');
