import type { Instant } from '@varde/domain';
import { sql } from 'kysely';
import { appendChange, nextChangeSeq } from './change-log.ts';
import type { Executor, Tx } from './database.ts';
import { timestamp } from './timestamp.ts';

export type KeyRecord = {
  readonly id: string;
  readonly homeId: string;
  readonly label: string;
  readonly holder: string;
  readonly since: Instant;
  readonly returnedAt: Instant | null;
  readonly version: number;
};

const keyColumns = sql.raw(
  'id, home_id as "homeId", label, holder, held_since as "since", returned_at as "returnedAt", version',
);

type By = { readonly municipalityId: string; readonly actorId: string; readonly now: Instant };

const record = async (tx: Tx, { id, version, holder }: KeyRecord, action: string, by: By): Promise<void> => {
  const { municipalityId, actorId, now: at } = by;
  const seq = await nextChangeSeq(tx);
  const what = { subject: 'key', subjectId: id, version, action, detail: { holder } } as const;
  await appendChange(tx, { seq, at, municipalityId, actorId, ...what });
};

/** null: the municipality has a key with this label. */
export const insertKey = async (
  tx: Tx,
  key: Pick<KeyRecord, 'id' | 'homeId' | 'label' | 'holder'>,
  by: By,
): Promise<KeyRecord | null> => {
  const { rows } = await sql<KeyRecord>`
    insert into home_key (id, municipality_id, home_id, label, holder, held_since)
    values (${key.id}, ${by.municipalityId}, ${key.homeId}, ${key.label}, ${key.holder}, ${timestamp(by.now)})
    on conflict (municipality_id, label) do nothing returning ${keyColumns}`.execute(tx);
  const [made] = rows;
  if (made === undefined) return null;
  await record(tx, made, 'received', by);
  return made;
};

/** Takes the key for the rest of the transaction; null: none of this id in the municipality. */
export const lockKey = async (tx: Tx, municipalityId: string, id: string): Promise<KeyRecord | null> => {
  const { rows } = await sql<KeyRecord>`
    select ${keyColumns} from home_key where id = ${id} and municipality_id = ${municipalityId} for update`.execute(tx);
  return rows[0] ?? null;
};

/** Another has it now; null: it is back with whoever lives there. */
export const passKey = async (tx: Tx, key: KeyRecord, holder: string | null, by: By): Promise<KeyRecord> => {
  const { rows } = await sql<KeyRecord>`
    update home_key set holder = coalesce(${holder}, holder), held_since = ${timestamp(by.now)},
      returned_at = ${timestamp(holder === null ? by.now : null)}, version = version + 1
    where id = ${key.id} returning ${keyColumns}`.execute(tx);
  const [passed] = rows;
  if (passed === undefined) throw new Error('a locked key is there');
  await record(tx, passed, holder === null ? 'given-back' : 'handed-over', by);
  return passed;
};

export type KeyFilter = {
  readonly municipalityId: string;
  readonly residentId?: string | undefined;
  readonly holder?: string | undefined;
};

/** Those that are out, by label; a resident's with those that have been given back. */
export const listKeys = async (db: Executor, filter: KeyFilter, limit: number): Promise<KeyRecord[]> => {
  const conditions = [sql`municipality_id = ${filter.municipalityId}`];
  if (filter.residentId === undefined) conditions.push(sql`returned_at is null`);
  else conditions.push(sql`home_id = (select home_id from resident where id = ${filter.residentId})`);
  if (filter.holder !== undefined) conditions.push(sql`holder = ${filter.holder}`);
  const { rows } = await sql<KeyRecord>`
    select ${keyColumns} from home_key where ${sql.join(conditions, sql` and `)} order by label limit ${limit}`.execute(
    db,
  );
  return rows;
};
