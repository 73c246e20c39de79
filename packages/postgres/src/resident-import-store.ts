import type { Day } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor, Tx } from './database.ts';
import { type By, type HomeAddress, homeAddress } from './home-store.ts';
import type { NewResident, ResidentFields } from './resident-change-store.ts';
import { jsonb, timestamp } from './timestamp.ts';

export type RegisteredResident = ResidentFields & {
  readonly nationalId: string;
  readonly home: HomeAddress;
};

const fields = sql.raw(
  `resident.given_name as "givenName", resident.family_name as "familyName",
   to_char(resident.birth_date, 'YYYY-MM-DD') as "birthDate", resident.phone, resident.needs, resident.hazards,
   resident.national_id as "nationalId"`,
);

/** Those of the national ids that are registered in the municipality and not closed: nobody is registered twice. */
export const findRegisteredResidents = async (
  db: Executor,
  municipalityId: string,
  nationalIds: readonly string[],
): Promise<RegisteredResident[]> => {
  const { rows } = await sql<RegisteredResident>`
    select ${fields}, ${homeAddress} from resident join home on home.id = resident.home_id
    where resident.municipality_id = ${municipalityId} and resident.closed_at is null
      and resident.national_id = any(${nationalIds}::text[])`.execute(db);
  return rows;
};

export type ImportedHome = HomeAddress & { readonly id: string };
export type ImportedResident = Omit<NewResident, 'municipalityId' | 'nationalId'> & { readonly nationalId: string };

/** Registers homes and who lives in them, in two statements, each row with its change row. Gives how many were new. */
export const insertImportedResidents = async (
  tx: Tx,
  municipalityId: string,
  { homes, residents }: { readonly homes: readonly ImportedHome[]; readonly residents: readonly ImportedResident[] },
  by: By,
): Promise<number> => {
  await sql`
    with given as materialized (
      select nextval('change_seq') as seq, x.*
      from jsonb_to_recordset(${jsonb(homes)}) as x (
        id uuid, "areaId" text, street text, "houseNumber" text, entrance text, floor text, "unitNumber" text,
        "postalCode" text, city text)),
    made as (
      insert into home (id, municipality_id, area_id, street, house_number, entrance, floor, unit_number, postal_code,
        city, change)
      select id, ${municipalityId}, "areaId", street, "houseNumber", entrance, floor, "unitNumber", "postalCode", city,
        seq
      from given returning id, change)
    insert into change_log (seq, at, municipality_id, subject, subject_id, version, action, actor_id, detail)
    select change, ${timestamp(by.now)}, ${municipalityId}, 'home', id, 1, 'registered', ${by.actorId},
      '{"imported": true}' from made`.execute(tx);
  const { rows } = await sql<{ count: number }>`
    with given as materialized (
      select nextval('change_seq') as seq, x.*
      from jsonb_to_recordset(${jsonb(residents)}) as x (
        id uuid, "homeId" uuid, "givenName" text, "familyName" text, "nationalId" text, "birthDate" date, phone text,
        needs text[], hazards text[])),
    made as (
      insert into resident (id, municipality_id, home_id, given_name, family_name, national_id, birth_date, phone,
        needs, hazards, change)
      select id, ${municipalityId}, "homeId", "givenName", "familyName", "nationalId", "birthDate", phone, needs,
        hazards, seq
      from given on conflict (municipality_id, national_id) where closed_at is null do nothing
      returning id, home_id, change),
    logged as (
      insert into change_log (seq, at, municipality_id, subject, subject_id, version, action, actor_id, detail)
      select change, ${timestamp(by.now)}, ${municipalityId}, 'resident', id, 1, 'registered', ${by.actorId},
        jsonb_build_object('imported', true, 'homeId', home_id) from made)
    select count(*) from made`.execute(tx);
  return rows[0]?.count ?? 0;
};

export type ExportedResident = ResidentFields & {
  readonly id: string;
  readonly nationalId: string | null;
  readonly areaName: string;
  readonly home: HomeAddress;
};

/** Those who are not closed, by their ids; nothing of how one gets in. */
export const listResidentsToExport = async (
  db: Executor,
  municipalityId: string,
  after: string | null,
  limit: number,
): Promise<ExportedResident[]> => {
  const { rows } = await sql<ExportedResident>`
    select resident.id, ${fields}, area.name as "areaName", ${homeAddress}
    from resident join home on home.id = resident.home_id join area on area.id = home.area_id
    where resident.municipality_id = ${municipalityId} and resident.closed_at is null
      and (${after}::uuid is null or resident.id > ${after}::uuid)
    order by resident.id limit ${limit}`.execute(db);
  return rows;
};

export type ImportSubject = {
  readonly id: string;
  readonly nationalId: string | null;
  readonly birthDate: Day | null;
  readonly hasNextOfKin: boolean;
  readonly isClosed: boolean;
};

/**
 * Residents of the municipality by their ids or national ids, with what is asked before something is decided on them. Of
 * one national id those who are closed come before the one who is not.
 */
export const findSubjectsBy = async (
  db: Executor,
  municipalityId: string,
  { ids, nationalIds }: { readonly ids: readonly string[]; readonly nationalIds: readonly string[] },
): Promise<ImportSubject[]> => {
  const { rows } = await sql<ImportSubject>`
    select id, national_id as "nationalId", to_char(birth_date, 'YYYY-MM-DD') as "birthDate",
      exists (select from next_of_kin where resident_id = resident.id) as "hasNextOfKin",
      closed_at is not null as "isClosed"
    from resident
    where municipality_id = ${municipalityId}
      and (id = any(${ids}::uuid[]) or national_id = any(${nationalIds}::text[]))
    order by closed_at nulls last`.execute(db);
  return rows;
};

/** False: one of them has been closed meanwhile. They stay as they are for the rest of the transaction. */
export const holdServed = async (tx: Tx, ids: readonly string[]): Promise<boolean> => {
  const wanted = [...new Set(ids)];
  const { rows } = await sql<{ open: boolean }>`
    select closed_at is null as open from resident where id = any(${wanted}::uuid[]) order by id for share`.execute(tx);
  return rows.length === wanted.length && rows.every(({ open }) => open);
};
