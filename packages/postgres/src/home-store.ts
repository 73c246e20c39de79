import type { Instant } from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';
import { appendChange, nextChangeSeq } from './change-log.ts';
import type { Executor, Tx } from './database.ts';
import { jsonb } from './timestamp.ts';

/** Where a home is. Street, number, unit and postal code are what makes it one home: see `holdHomes`. */
export type HomeAddress = {
  readonly areaId: string;
  readonly street: string;
  readonly houseNumber: string;
  readonly entrance: string | null;
  readonly floor: string | null;
  readonly unitNumber: string | null;
  readonly postalCode: string;
  readonly city: string;
};

export type HomeRecord = HomeAddress & {
  readonly id: string;
  readonly municipalityId: string;
  readonly areaName: string;
  readonly island: boolean;
  readonly keyBox: string | null;
  readonly accessNote: string | null;
  readonly version: number;
  readonly change: number;
};

export type HomeFields = Partial<HomeAddress & Pick<HomeRecord, 'keyBox' | 'accessNote'>>;

/** Who changes something, and when. */
export type By = { readonly actorId: string; readonly now: Instant };

const selectHomes = sql`
  select home.id, home.municipality_id as "municipalityId", area.id as "areaId", area.name as "areaName", area.island,
    home.street, home.house_number as "houseNumber", home.entrance, home.floor, home.unit_number as "unitNumber",
    home.postal_code as "postalCode", home.city, home.key_box as "keyBox", home.access_note as "accessNote",
    home.version, home.change
  from home join area on area.id = home.area_id`;

/** null: none of this id in the municipality. */
export const findHomeRecord = async (db: Executor, municipalityId: string, id: string): Promise<HomeRecord | null> => {
  const { rows } = await sql<HomeRecord>`
    ${selectHomes} where home.id = ${id} and home.municipality_id = ${municipalityId}`.execute(db);
  return rows[0] ?? null;
};

/** Takes the home for the rest of the transaction. */
export const lockHome = async (tx: Tx, municipalityId: string, id: string): Promise<HomeRecord | null> => {
  await sql`select from home where id = ${id} and municipality_id = ${municipalityId} for no key update`.execute(tx);
  return findHomeRecord(tx, municipalityId, id);
};

/** Homes of the municipality are made by one at a time from here on: two at once would make two homes of one address. */
export const holdHomes = async (tx: Tx, municipalityId: string): Promise<void> => {
  await sql`select from municipality where id = ${municipalityId} for no key update`.execute(tx);
};

/** As JSON, for a table or alias named `home`. */
export const homeAddress: RawBuilder<unknown> = sql.raw(
  `json_build_object('areaId', home.area_id, 'street', home.street, 'houseNumber', home.house_number,
     'entrance', home.entrance, 'floor', home.floor, 'unitNumber', home.unit_number, 'postalCode', home.postal_code,
     'city', home.city) as home`,
);

export type Place = Pick<HomeAddress, 'street' | 'houseNumber' | 'unitNumber' | 'postalCode'>;
export type HomeAtPlace = HomeAddress & { readonly id: string };

/** The homes of these addresses: of several at one address the oldest. */
export const findHomesAt = async (
  db: Executor,
  municipalityId: string,
  places: readonly Place[],
): Promise<HomeAtPlace[]> => {
  const { rows } = await sql<{ id: string; home: HomeAddress }>`
    select there.id, there.home from jsonb_array_elements(${jsonb(places)}) as given (place)
    cross join lateral (
      select home.id, ${homeAddress} from home
      where home.municipality_id = ${municipalityId} and home.postal_code = given.place ->> 'postalCode'
        and lower(home.street) = lower(given.place ->> 'street')
        and lower(home.house_number) = lower(given.place ->> 'houseNumber')
        and coalesce(lower(home.unit_number), '') = coalesce(lower(given.place ->> 'unitNumber'), '')
      order by home.change, home.id limit 1) there`.execute(db);
  return rows.map(({ id, home }) => ({ ...home, id }));
};

/** The oldest home of this address; null: there is none. */
export const findHomeAt = async (db: Executor, municipalityId: string, place: Place): Promise<string | null> => {
  const [home] = await findHomesAt(db, municipalityId, [place]);
  return home?.id ?? null;
};

export type NewHome = HomeAddress & Pick<HomeRecord, 'id' | 'municipalityId' | 'keyBox' | 'accessNote'>;

export const registerHome = async (tx: Tx, home: NewHome, by: By): Promise<void> => {
  const seq = await nextChangeSeq(tx);
  const { id, municipalityId } = home;
  await sql`
    insert into home (id, municipality_id, area_id, street, house_number, entrance, floor, unit_number, postal_code,
      city, key_box, access_note, change)
    values (${id}, ${municipalityId}, ${home.areaId}, ${home.street}, ${home.houseNumber}, ${home.entrance},
      ${home.floor}, ${home.unitNumber}, ${home.postalCode}, ${home.city}, ${home.keyBox}, ${home.accessNote},
      ${seq})`.execute(tx);
  const what = { subject: 'home', subjectId: id, version: 1, action: 'registered', detail: {} } as const;
  await appendChange(tx, { seq, at: by.now, municipalityId, actorId: by.actorId, ...what });
};

/** Writes a locked home's fields. The change row names what was changed, and keeps neither a code nor an address. */
export const saveHome = async (tx: Tx, before: HomeRecord, fields: HomeFields, by: By): Promise<void> => {
  const after = { ...before, ...fields };
  const version = before.version + 1;
  const seq = await nextChangeSeq(tx);
  await sql`
    update home set area_id = ${after.areaId}, street = ${after.street}, house_number = ${after.houseNumber},
      entrance = ${after.entrance}, floor = ${after.floor}, unit_number = ${after.unitNumber},
      postal_code = ${after.postalCode}, city = ${after.city}, key_box = ${after.keyBox},
      access_note = ${after.accessNote}, version = ${version}, change = ${seq}
    where id = ${before.id}`.execute(tx);
  const detail = { fields: Object.keys(fields) };
  const what = { subject: 'home', subjectId: before.id, version, action: 'changed', detail } as const;
  await appendChange(tx, { seq, at: by.now, municipalityId: before.municipalityId, actorId: by.actorId, ...what });
};

export type Lodger = { readonly id: string; readonly name: string };

/** Who lives there: those who are closed do not. */
export const listLodgers = async (db: Executor, homeId: string): Promise<Lodger[]> => {
  const { rows } = await sql<Lodger>`
    select id, given_name || ' ' || family_name as name from resident
    where home_id = ${homeId} and closed_at is null order by family_name, given_name, id`.execute(db);
  return rows;
};

/** Keys to the home that people carry. */
export const listKeysOut = async (
  db: Executor,
  homeId: string,
): Promise<{ id: string; label: string; holder: string; since: Instant }[]> => {
  const { rows } = await sql<{ id: string; label: string; holder: string; since: Instant }>`
    select id, label, holder, held_since as since from home_key
    where home_id = ${homeId} and returned_at is null order by label`.execute(db);
  return rows;
};

/** Whether the municipality has this area. */
export const hasArea = async (db: Executor, municipalityId: string, areaId: string): Promise<boolean> => {
  const { rows } = await sql`select from area where id = ${areaId} and municipality_id = ${municipalityId}`.execute(db);
  return rows.length > 0;
};
