import { sql } from 'kysely';
import type { NewChange } from './change-log.ts';
import type { Executor } from './database.ts';

export type Change = NewChange & {
  /** The writing transaction, an xid8 in decimal. */
  readonly xid: string;
};

export type ChangePage = {
  /** By seq. Whatever was visible from the cursor on, but for `skip`. */
  readonly changes: readonly Change[];
  /** Everything below it has been read or was skipped, and nothing below it can still commit. */
  readonly next: string;
  /** False: there is more than `limit`; read on from `next`. */
  readonly complete: boolean;
  /** The cursor is from another time than this database's: ahead of every transaction it has seen. */
  readonly ahead: boolean;
};

export type ChangeQuery = {
  /** An xid8 in decimal, from an earlier `next` or `readSafeCursor`. */
  readonly from: string;
  /** seqs read already at or above the cursor. */
  readonly skip: readonly number[];
  readonly limit: number;
  readonly municipalityId?: string;
};

/** The cursor that stands for now: nothing below it can still commit. */
export const readSafeCursor = async (db: Executor): Promise<string> => {
  const { rows } = await sql<{ safe: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as safe`.execute(
    db,
  );
  const row = rows[0];
  if (row === undefined) throw new Error('a snapshot has an xmin');
  return row.safe;
};

/**
 * Reads changes from a cursor on. Sequence numbers do not commit in order, so the cursor is a transaction id: the
 * lowest still running in this very statement's snapshot. What a later transaction committed is read at once, and
 * may be read again from the same cursor; `skip` leaves out what the caller has.
 */
export const readChanges = async (db: Executor, query: ChangeQuery): Promise<ChangePage> => {
  const inMunicipality =
    query.municipalityId === undefined ? sql`true` : sql`municipality_id = ${query.municipalityId}`;
  type Row = { safe: string; ahead: boolean } & (Change | { seq: null });
  const { rows } = await sql<Row>`
    with page as (
      select seq, xid, at, municipality_id, subject, subject_id, version, action, actor_id, detail from change_log
      where xid >= ${query.from}::xid8 and seq <> all(${query.skip}::bigint[]) and ${inMunicipality}
      order by xid, seq limit ${query.limit}
    )
    select snapshot.safe::text as safe, ${query.from}::xid8 > snapshot.next as ahead, page.seq, page.xid::text as xid,
      page.at, page.municipality_id as "municipalityId", page.subject, page.subject_id as "subjectId", page.version,
      page.action, page.actor_id as "actorId", page.detail
    from (select pg_snapshot_xmin(pg_current_snapshot()) as safe, pg_snapshot_xmax(pg_current_snapshot()) as next) snapshot
    left join page on true
    order by page.xid, page.seq`.execute(db);
  const changes = rows.flatMap((row) => (row.seq === null ? [] : [row]));
  const first = rows[0];
  if (first === undefined) throw new Error('a snapshot has an xmin');
  const complete = changes.length < query.limit;
  const last = changes.at(-1);
  // A full page has read nothing above its last transaction, and perhaps not all of that one.
  const next = complete || last === undefined || BigInt(last.xid) > BigInt(first.safe) ? first.safe : last.xid;
  return { changes: changes.toSorted((a, b) => a.seq - b.seq), next, complete, ahead: first.ahead };
};
