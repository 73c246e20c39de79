import { sql } from 'kysely';
import type { Executor, Tx } from './database.ts';
import type { By } from './home-store.ts';
import { jsonb, timestamp } from './timestamp.ts';

/** What opens the key box of a home: never read beside an address or a name. */
export type KeyBox = {
  readonly homeId: string;
  /** Of the device that tells of its openings, where there is one. */
  readonly serial: string | null;
  readonly keyBox: string | null;
};

const keyBoxes = sql.raw(
  `home.id as "homeId", home.key_box as "keyBox", (
     select min(device.serial) from device
     where device.home_id = home.id and device.profile = 'key-box' and device.state <> 'retired') as serial`,
);

/** Homes by their ids, or by the serial numbers of the key boxes that hang there. */
export const findKeyBoxes = async (
  db: Executor,
  municipalityId: string,
  { homeIds, serials }: { readonly homeIds: readonly string[]; readonly serials: readonly string[] },
): Promise<(KeyBox & { readonly serials: readonly string[] })[]> => {
  const { rows } = await sql<KeyBox & { serials: string[] }>`
    with given as (
      select home_id, serial from device
      where municipality_id = ${municipalityId} and profile = 'key-box' and serial = any(${serials}::text[])
        and home_id is not null
      union all select id, null from unnest(${homeIds}::uuid[]) as asked (id))
    select ${keyBoxes}, coalesce(named.serials, '{}') as serials
    from (
      select home_id, array_agg(serial) filter (where serial is not null) as serials from given group by home_id) named
    cross join lateral (
      select id, key_box from home where id = named.home_id and municipality_id = ${municipalityId} offset 0) home
    `.execute(db);
  return rows;
};

/** By the ids of their homes. */
export const listKeyBoxes = async (
  db: Executor,
  municipalityId: string,
  after: string | null,
  limit: number,
): Promise<KeyBox[]> => {
  const { rows } = await sql<KeyBox>`
    select ${keyBoxes} from home
    where municipality_id = ${municipalityId} and key_box is not null
      and (${after}::uuid is null or home.id > ${after}::uuid)
    order by home.id limit ${limit}`.execute(db);
  return rows;
};

/** Writes those of homes that have none, each with its change row, which does not hold it. Gives how many had none. */
export const setKeyBoxes = async (
  tx: Tx,
  municipalityId: string,
  boxes: readonly { readonly homeId: string; readonly keyBox: string }[],
  by: By,
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    with given as materialized (
      select nextval('change_seq') as seq, x."keyBox", empty.id
      from jsonb_to_recordset(${jsonb(boxes)}) as x ("homeId" uuid, "keyBox" text)
      -- By key for each: what is known of the table's size may be older than the file before this one.
      cross join lateral (
        select id from home
        where id = x."homeId" and municipality_id = ${municipalityId} and key_box is null offset 0) empty),
    changed as (
      update home set key_box = given."keyBox", version = home.version + 1, change = given.seq
      from given where home.id = given.id and home.key_box is null
      returning home.id, home.version, home.change),
    logged as (
      insert into change_log (seq, at, municipality_id, subject, subject_id, version, action, actor_id, detail)
      select change, ${timestamp(by.now)}, ${municipalityId}, 'home', id, version, 'changed', ${by.actorId},
        '{"imported": true, "fields": ["keyBox"]}' from changed)
    select count(*) from changed`.execute(tx);
  return rows[0]?.count ?? 0;
};
