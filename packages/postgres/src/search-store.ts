import { CLOSENESS, type Closeness, type DeviceState, type FoundType, type Spellings } from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';
import { beginsWith } from './begins-with.ts';
import type { Executor } from './database.ts';
import { queryOf, type WordEnding } from './typed-words.ts';

/** What somebody was looking for, or may have been, with what its page is opened by. */
export type FoundRow = {
  readonly type: FoundType;
  readonly closeness: Closeness;
  readonly id: string;
  /** Serial or decision number, name, or street and number. */
  readonly title: string;
  readonly homeId: string | null;
  readonly residentId: string | null;
  readonly names: string | null;
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly unitNumber: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly profile: string | null;
  readonly place: string | null;
  readonly state: DeviceState | null;
};

/** Milliseconds a statement of a search may take, whatever was typed. */
const LIMIT = 1_000;
/** Rows of one kind that are looked at: beyond it whoever asks has to say more. */
const LOOKED_AT = 400;

/** For the rest of the transaction: no statement runs long, and none goes through a whole table for want of an estimate. */
export const boundSearch = async (tx: Executor): Promise<void> => {
  await sql`
    select set_config('statement_timeout', ${String(LIMIT)}, true), set_config('enable_seqscan', 'off', true)`.execute(
    tx,
  );
};

const address = sql.raw(`
  home.street, home.house_number as "houseNumber", home.unit_number as "unitNumber",
  home.postal_code as "postalCode", home.city`);
const nothingOfDevices = sql.raw('null as profile, null as place, null as state');
const nowhere = sql.raw(`
  null as street, null as "houseNumber", null as "unitNumber", null as "postalCode", null as city`);
const fullName = sql.raw(`resident.given_name || ' ' || resident.family_name`);

type Arm = { readonly query: RawBuilder<unknown>; readonly closeness: Closeness };

/** Nobody who is closed is looked for by name; a device or a decision of theirs is found by its number. */
const SOUGHT = { resident: sql.raw('and closed_at is null'), home: sql.raw('') } as const;

/** Ids of those that one of these fits, each with the closest; so many at most that fit each. */
const idsOf = (table: 'resident' | 'home', arms: readonly Arm[]): RawBuilder<unknown> => {
  const among = arms.map(
    ({ query, closeness }) => sql`
      (select id, ${sql.lit(CLOSENESS.indexOf(closeness))} as far from ${sql.ref(table)}
       where words @@ ${query} ${SOUGHT[table]} limit ${LOOKED_AT})`,
  );
  return sql`(select id, min(far) as far from (${sql.join(among, sql` union all `)}) hits group by id)`;
};

const closenessOfHit = sql`(array[${sql.join(CLOSENESS.map((one) => sql.lit(one)))}])[hit.far + 1] as closeness`;

const selectResidents = (hits: RawBuilder<unknown>, order: RawBuilder<unknown>, limit: number) => sql<FoundRow>`
  select 'resident' as type, ${closenessOfHit}, resident.id, ${fullName} as title, home.id as "homeId",
    resident.id as "residentId", null as names, ${address}, ${nothingOfDevices}
  from ${hits} hit join resident on resident.id = hit.id join home on home.id = resident.home_id
  order by hit.far, ${order} limit ${limit}`;

/** With who lives there, three of them at most. */
const selectHomes = (hits: RawBuilder<unknown>, order: RawBuilder<unknown>, limit: number) => sql<FoundRow>`
  select found.*, living.id as "residentId", living.names, ${nothingOfDevices}
  from (
    select 'home' as type, ${closenessOfHit}, home.id, home.street || ' ' || home.house_number as title,
      home.id as "homeId", ${address}
    from ${hits} hit join home on home.id = hit.id
    order by hit.far, ${order} limit ${limit}) found
  cross join lateral (
    select min(id::text)::uuid as id, string_agg(name, ', ') as names from (
      select id, ${fullName} as name from resident
      where resident.home_id = found.id and resident.closed_at is null order by family_name, given_name limit 3) three) living`;

const byName = sql.raw('resident.family_name, resident.given_name, resident.id');
/** House 2 before house 10. */
const byAddress = sql.raw(`
  home.street, length(home.house_number), home.house_number, home.unit_number nulls first, home.id`);

/** Residents whose given and family names begin so, in any order; who has no other name before who has a third. */
export const searchNames = async (
  db: Executor,
  municipalityId: string,
  words: Spellings,
  limit: number,
): Promise<FoundRow[]> => {
  const query = (ending: WordEnding): RawBuilder<unknown> => queryOf(municipalityId, words, () => ending);
  const hits = idsOf('resident', [
    { query: query(''), closeness: 'whole' },
    { query: query(':*'), closeness: 'beginning' },
  ]);
  const order = sql`case hit.far when 0 then length(resident.words) end, ${byName}`;
  return (await selectResidents(hits, order, limit).execute(db)).rows;
};

const isNumber = (word: string): boolean => /^[0-9]/.test(word);

/** Homes whose street and number begin so; that very number before those that begin with it. */
export const searchAddresses = async (
  db: Executor,
  municipalityId: string,
  words: Spellings,
  limit: number,
): Promise<FoundRow[]> => {
  const query = (ending: (word: string) => WordEnding): RawBuilder<unknown> => queryOf(municipalityId, words, ending);
  const numbersWhole = query((word) => (isNumber(word) ? '' : ':*'));
  const hits = idsOf('home', [
    { query: query(() => ''), closeness: 'whole' },
    { query: numbersWhole, closeness: 'beginning' },
    { query: query(() => ':*'), closeness: 'beginning' },
  ]);
  const order = sql`home.words @@ ${numbersWhole} desc, ${byAddress}`;
  return (await selectHomes(hits, order, limit).execute(db)).rows;
};

const selectDevices = (hits: RawBuilder<unknown>) => sql<FoundRow>`
  select 'device' as type, hit.closeness, device.id, device.serial as title, device.home_id as "homeId",
    device.resident_id as "residentId", ${fullName} as names, ${nowhere}, device.profile, device.place, device.state
  from ${hits} hit join device on device.id = hit.id left join resident on resident.id = device.resident_id
  order by hit.closeness desc, length(device.serial), device.serial, device.id`;

const selectDecisions = (hits: RawBuilder<unknown>) => sql<FoundRow>`
  select 'decision' as type, hit.closeness, decision.id, decision.number as title, resident.home_id as "homeId",
    resident.id as "residentId", ${fullName} as names, ${nowhere}, ${nothingOfDevices}
  from ${hits} hit join decision on decision.id = hit.id join resident on resident.id = decision.resident_id
  order by hit.closeness desc, length(decision.number), decision.number`;

const CODES = {
  device: { code: sql.raw('search_code(serial) collate "C"'), select: selectDevices },
  decision: { code: sql.raw('search_code(number) collate "C"'), select: selectDecisions },
} as const;

/** Devices by serial number, or decisions by number: those that begin so. */
export const searchCodes = async (
  db: Executor,
  municipalityId: string,
  type: 'device' | 'decision',
  code: string,
  limit: number,
): Promise<FoundRow[]> => {
  const { code: column, select } = CODES[type];
  const hits = sql`
    (select id, case when ${column} = ${code} then 'whole' else 'beginning' end as closeness from ${sql.ref(type)}
     where municipality_id = ${municipalityId} and ${beginsWith(sql`(${column})`, sql`${code}::text`)}
     order by ${column} limit ${limit})`;
  return (await select(hits).execute(db)).rows;
};

/** The same with one typing fault: each spelling is a stretch of the index, so the register's size does not count. */
export const searchCodeSlips = async (
  db: Executor,
  municipalityId: string,
  type: 'device' | 'decision',
  slips: readonly string[],
  limit: number,
): Promise<FoundRow[]> => {
  const { code: column, select } = CODES[type];
  const hits = sql`
    (select id, 'fault' as closeness from (
       select distinct on (near.id) near.id, near.code = slip as whole
       from unnest(${slips}::text[]) as slip cross join lateral (
         select id, ${column} as code from ${sql.ref(type)}
         where municipality_id = ${municipalityId} and ${beginsWith(sql`(${column})`, sql`slip`)}
         order by ${column} limit 2) near
       order by near.id, whole desc) near
     order by whole desc limit ${limit})`;
  return (await select(hits).execute(db)).rows;
};

export type LikeWord = { readonly asked: string; readonly word: string };

/** How many words one may have meant. */
const MEANT = 8;

/**
 * Words of the register that each of these may have been meant as: those one slip away (`slips`, with the word they are
 * of), also as a beginning; and those that have most of their sound in common, for what is further off.
 */
export const findLikeWords = async (
  db: Executor,
  municipalityId: string,
  kind: 'name' | 'address',
  slips: readonly { readonly asked: string; readonly slips: readonly string[] }[],
): Promise<LikeWord[]> => {
  const pairs = slips.flatMap(({ asked, slips: of }) => of.map((slip) => [asked, slip] as const));
  const { rows } = await sql<LikeWord>`
    with near as (
      select asked, word from unnest(${pairs.map(([asked]) => asked)}::text[], ${pairs.map(([, slip]) => slip)}::text[])
        as slipped (asked, slip)
      cross join lateral (
        select word from search_word
        where municipality_id = ${municipalityId} and kind = ${kind} and ${beginsWith(sql`word`, sql`slip`)}
        order by word limit 2) one
      union
      select asked, word from unnest(${slips.map(({ asked }) => asked)}::text[]) as asked cross join lateral (
        select word from search_word
        where word % asked and municipality_id = ${municipalityId} and kind = ${kind}
        order by similarity(word, asked) desc limit ${MEANT}) alike)
    select asked, word from (
      select asked, word, row_number() over (
        partition by asked order by abs(length(word) - length(asked)) > 1, similarity(word, asked) desc, word) as place
      from near) ranked
    where place <= ${MEANT}`.execute(db);
  return rows;
};

const likeFirst = (text: RawBuilder<unknown>, typed: string): RawBuilder<unknown> =>
  sql`similarity(search_fold(${text}), ${typed}) desc`;

const faultyIds = (table: 'resident' | 'home', municipalityId: string, words: Spellings): RawBuilder<unknown> =>
  idsOf(table, [
    {
      query: queryOf(municipalityId, words, (word) => (isNumber(word) ? '' : ':*')),
      closeness: 'fault',
    },
  ]);

/** Residents by words that may have been meant; `typed` says which is likeliest. */
export const searchNameFaults = async (
  db: Executor,
  municipalityId: string,
  words: Spellings,
  typed: string,
  limit: number,
): Promise<FoundRow[]> => {
  const order = sql`${likeFirst(fullName, typed)}, ${byName}`;
  return (await selectResidents(faultyIds('resident', municipalityId, words), order, limit).execute(db)).rows;
};

/** Homes by words that may have been meant. */
export const searchAddressFaults = async (
  db: Executor,
  municipalityId: string,
  words: Spellings,
  typed: string,
  limit: number,
): Promise<FoundRow[]> => {
  const order = sql`${likeFirst(sql`home.street || ' ' || home.house_number`, typed)}, ${byAddress}`;
  return (await selectHomes(faultyIds('home', municipalityId, words), order, limit).execute(db)).rows;
};
