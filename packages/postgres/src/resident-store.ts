import type { ClosingReason, Instant, PlanStep } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor, Tx } from './database.ts';
import { queryOf, readTyped } from './typed-words.ts';

export type ResidentRow = {
  readonly id: string;
  readonly name: string;
  readonly areaId: string;
  readonly areaName: string;
  /** Street and number, floor and unit: enough to tell two of the same name apart. */
  readonly street: string;
  readonly houseNumber: string;
  readonly unitNumber: string | null;
  readonly devices: number;
  readonly closed: ClosedResident | null;
};

/** Dead, moved away or done with us. */
export type ClosedResident = { readonly at: Instant; readonly reason: ClosingReason };

const closed = sql.raw(
  `case when resident.closed_at is not null then json_build_object(
     'at', (extract(epoch from resident.closed_at) * 1000)::bigint, 'reason', resident.closed_reason) end as closed`,
);

export type ResidentFilter = {
  readonly municipalityId: string;
  /** Of it every word must begin a given or family name; without any word there is nobody. */
  readonly name?: string | undefined;
  readonly areaId?: string | undefined;
  /** Those who are closed too. */
  readonly withClosed?: boolean | undefined;
  /** Name and id of the last one on the page before. */
  readonly after?: { readonly name: string; readonly id: string } | undefined;
};

const fullName = sql`resident.family_name || ', ' || resident.given_name`;

/** By family name, then given name. `name` in the cursor is `sortName`. */
export const listResidents = async (
  db: Executor,
  filter: ResidentFilter,
  limit: number,
): Promise<(ResidentRow & { readonly sortName: string })[]> => {
  const conditions = [sql`resident.municipality_id = ${filter.municipalityId}`];
  let among = sql`resident`;
  if (filter.name !== undefined) {
    const { words } = await readTyped(db, filter.name);
    if (words.length === 0) return [];
    const begin = words.map((word) => [word]);
    // Found by their words first: to go through all names in order until a page is full takes long where nobody is called
    // so but those at the end of it.
    among = sql`(
      select * from resident where words @@ ${queryOf(filter.municipalityId, begin, () => ':*')} offset 0) resident`;
  }
  if (filter.withClosed !== true) conditions.push(sql`resident.closed_at is null`);
  if (filter.areaId !== undefined) conditions.push(sql`home.area_id = ${filter.areaId}`);
  if (filter.after !== undefined) {
    conditions.push(sql`(${fullName}, resident.id) > (${filter.after.name}, ${filter.after.id}::uuid)`);
  }
  const { rows } = await sql<ResidentRow & { sortName: string }>`
    select resident.id, resident.given_name || ' ' || resident.family_name as name, ${fullName} as "sortName",
      area.id as "areaId", area.name as "areaName", home.street, home.house_number as "houseNumber",
      home.unit_number as "unitNumber",
      (select count(*) from device where device.resident_id = resident.id and device.state <> 'retired') as devices,
      ${closed}
    from ${among} join home on home.id = resident.home_id join area on area.id = home.area_id
    where ${sql.join(conditions, sql` and `)}
    order by ${fullName}, resident.id limit ${limit}`.execute(db);
  return rows;
};

export type NextOfKin = {
  readonly name: string;
  readonly relation: string;
  readonly phone: string | null;
  readonly hasKey: boolean;
};

export type ResidentCardRow = {
  readonly id: string;
  readonly name: string;
  readonly homeId: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly version: number;
  readonly change: number;
  readonly closed: ClosedResident | null;
  /** Whole years on the day of `now()`, Europe/Oslo. */
  readonly age: number | null;
  readonly phone: string | null;
  readonly needs: readonly string[];
  readonly hazards: readonly string[];
  /** In the order they are rung; of somebody who is closed nobody is. */
  readonly nextOfKin: readonly NextOfKin[];
  readonly plan: { readonly version: number; readonly approvedAt: Instant; readonly steps: readonly PlanStep[] } | null;
};

type CardRow = Omit<ResidentCardRow, 'plan'> & {
  plan_version: number | null;
  plan_approved_at: number | null;
  plan_steps: PlanStep[] | null;
};

/** With next of kin in their order and the response plan in force, in the order of the ids. */
export const findResidentCards = async (
  db: Executor,
  municipalityId: string,
  ids: readonly string[],
): Promise<ResidentCardRow[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<CardRow>`
    select resident.id, resident.given_name || ' ' || resident.family_name as name, resident.home_id as "homeId",
      area.id as "areaId", area.name as "areaName", resident.version, resident.change, ${closed},
      extract(year from age((now() at time zone 'Europe/Oslo')::date, resident.birth_date))::int as age,
      resident.phone, resident.needs, resident.hazards,
      coalesce((
        select json_agg(json_build_object('name', k.name, 'relation', k.relation, 'phone', k.phone,
                                          'hasKey', k.has_key) order by k.position)
        from next_of_kin k where k.resident_id = resident.id and resident.closed_at is null), '[]') as "nextOfKin",
      plan.version as plan_version, plan.approved_at as plan_approved_at, plan.steps as plan_steps
    from resident join home on home.id = resident.home_id join area on area.id = home.area_id
    left join lateral (
      select version, approved_at, steps from response_plan
      where resident_id = resident.id order by version desc limit 1) plan on true
    where resident.municipality_id = ${municipalityId} and resident.id = any(${ids}::uuid[])`.execute(db);
  const cards = rows.map(({ plan_version: version, plan_approved_at: approvedAt, plan_steps: steps, ...card }) => ({
    ...card,
    plan: version === null || approvedAt === null ? null : { version, approvedAt, steps: steps ?? [] },
  }));
  const byId = new Map(cards.map((card) => [card.id, card]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};

export type ResidentHome = { readonly homeId: string; readonly isClosed: boolean };

const selectHome = sql.raw(`select home_id as "homeId", closed_at is not null as "isClosed" from resident`);

/** null: no such resident in the municipality. */
export const findResidentHome = async (
  db: Executor,
  municipalityId: string,
  residentId: string,
): Promise<ResidentHome | null> => {
  const { rows } = await sql<ResidentHome>`
    ${selectHome} where id = ${residentId} and municipality_id = ${municipalityId}`.execute(db);
  return rows[0] ?? null;
};

/** The same for who gives them something: they neither move nor are closed before that is written. */
export const holdResidentHome = async (
  tx: Tx,
  municipalityId: string,
  residentId: string,
): Promise<ResidentHome | null> => {
  const { rows } = await sql<ResidentHome>`
    ${selectHome} where id = ${residentId} and municipality_id = ${municipalityId} for share`.execute(tx);
  return rows[0] ?? null;
};

export type AreaRow = { readonly id: string; readonly name: string; readonly island: boolean };

export const listAreas = async (db: Executor, municipalityId: string): Promise<AreaRow[]> => {
  const { rows } = await sql<AreaRow>`
    select id, name, island from area where municipality_id = ${municipalityId} order by name`.execute(db);
  return rows;
};
