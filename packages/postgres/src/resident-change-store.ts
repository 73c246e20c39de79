import type { ClosingReason, Day, Instant } from '@varde/domain';
import { sql } from 'kysely';
import { appendChange, nextChangeSeq } from './change-log.ts';
import type { Executor, Tx } from './database.ts';
import type { By } from './home-store.ts';
import type { NextOfKin } from './resident-store.ts';
import { jsonb, timestamp } from './timestamp.ts';

/** What is written about a resident. */
export type ResidentFields = {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: Day | null;
  readonly phone: string | null;
  readonly needs: readonly string[];
  readonly hazards: readonly string[];
};

export type ResidentRecord = ResidentFields & {
  readonly id: string;
  readonly municipalityId: string;
  readonly homeId: string;
  readonly closedAt: Instant | null;
  readonly version: number;
};

const selectResidents = sql`
  select id, municipality_id as "municipalityId", home_id as "homeId", given_name as "givenName",
    family_name as "familyName", to_char(birth_date, 'YYYY-MM-DD') as "birthDate", phone, needs, hazards,
    closed_at as "closedAt", version
  from resident`;

/** null: none of this id in the municipality. */
export const findResident = async (
  db: Executor,
  municipalityId: string,
  id: string,
): Promise<ResidentRecord | null> => {
  const { rows } = await sql<ResidentRecord>`
    ${selectResidents} where id = ${id} and municipality_id = ${municipalityId}`.execute(db);
  return rows[0] ?? null;
};

/** Takes the resident for the rest of the transaction. Lock their devices before. */
export const lockResident = async (tx: Tx, municipalityId: string, id: string): Promise<ResidentRecord | null> => {
  const { rows } = await sql<ResidentRecord>`
    ${selectResidents} where id = ${id} and municipality_id = ${municipalityId} for no key update`.execute(tx);
  return rows[0] ?? null;
};

type Written = Pick<ResidentRecord, 'id' | 'municipalityId'> & { readonly version: number; readonly seq: number };

const record = (tx: Tx, { seq, id, version, municipalityId }: Written, action: string, detail: object, by: By) =>
  appendChange(tx, {
    seq,
    at: by.now,
    municipalityId,
    subject: 'resident',
    subjectId: id,
    version,
    action,
    actorId: by.actorId,
    detail: { ...detail },
  });

export type NewResident = ResidentFields & {
  readonly id: string;
  readonly municipalityId: string;
  readonly homeId: string;
  readonly nationalId: string | null;
};

/** False: somebody with this national id is registered in the municipality, and not closed. */
export const registerResident = async (tx: Tx, resident: NewResident, by: By): Promise<boolean> => {
  const seq = await nextChangeSeq(tx);
  const { id, municipalityId, homeId } = resident;
  const { rows } = await sql`
    insert into resident (id, municipality_id, home_id, given_name, family_name, national_id, birth_date, phone, needs,
      hazards, change)
    values (${id}, ${municipalityId}, ${homeId}, ${resident.givenName}, ${resident.familyName}, ${resident.nationalId},
      ${resident.birthDate}::date, ${resident.phone}, ${resident.needs}::text[], ${resident.hazards}::text[], ${seq})
    on conflict (municipality_id, national_id) where closed_at is null do nothing returning id`.execute(tx);
  if (rows.length === 0) return false;
  await record(tx, { id, municipalityId, version: 1, seq }, 'registered', { homeId }, by);
  return true;
};

const next = async (tx: Tx, before: ResidentRecord): Promise<Written> => {
  const { id, municipalityId } = before;
  return { id, municipalityId, version: before.version + 1, seq: await nextChangeSeq(tx) };
};

/** Writes a locked resident's fields. The change row names what was changed, and keeps nothing of what it was. */
export const saveResident = async (
  tx: Tx,
  before: ResidentRecord,
  fields: Partial<ResidentFields>,
  by: By,
): Promise<void> => {
  const after = { ...before, ...fields };
  const written = await next(tx, before);
  await sql`
    update resident set given_name = ${after.givenName}, family_name = ${after.familyName},
      birth_date = ${after.birthDate}::date, phone = ${after.phone}, needs = ${after.needs}::text[],
      hazards = ${after.hazards}::text[], version = ${written.version}, change = ${written.seq}
    where id = ${before.id}`.execute(tx);
  await record(tx, written, 'changed', { fields: Object.keys(fields) }, by);
};

/** The list in its new order takes the place of the one before. */
export const replaceNextOfKin = async (
  tx: Tx,
  before: ResidentRecord,
  kin: readonly (NextOfKin & { readonly id: string })[],
  by: By,
): Promise<void> => {
  const written = await next(tx, before);
  await sql`delete from next_of_kin where resident_id = ${before.id}`.execute(tx);
  await sql`
    insert into next_of_kin (id, resident_id, position, name, relation, phone, has_key)
    select id, ${before.id}, position, name, relation, phone, "hasKey"
    from jsonb_to_recordset(${jsonb(kin.map((one, index) => ({ ...one, position: index + 1 })))})
      as x (id uuid, position int, name text, relation text, phone text, "hasKey" boolean)`.execute(tx);
  await sql`update resident set version = ${written.version}, change = ${written.seq} where id = ${before.id}`.execute(
    tx,
  );
  await record(tx, written, 'next-of-kin', { count: kin.length }, by);
};

export const moveResident = async (
  tx: Tx,
  before: ResidentRecord,
  homeId: string,
  detail: { readonly along: readonly string[]; readonly left: readonly string[] },
  by: By,
): Promise<void> => {
  const written = await next(tx, before);
  await sql`
    update resident set home_id = ${homeId}, version = ${written.version}, change = ${written.seq}
    where id = ${before.id}`.execute(tx);
  await record(tx, written, 'moved', { from: before.homeId, to: homeId, ...detail }, by);
};

export const closeResident = async (
  tx: Tx,
  before: ResidentRecord,
  closing: { readonly at: Instant; readonly reason: ClosingReason; readonly collect: readonly string[] },
  by: By,
): Promise<void> => {
  const written = await next(tx, before);
  const { at, reason, collect } = closing;
  await sql`
    update resident set closed_at = ${timestamp(at)}, closed_reason = ${reason}, version = ${written.version},
      change = ${written.seq}
    where id = ${before.id}`.execute(tx);
  await record(tx, written, 'closed', { reason, homeId: before.homeId, collect }, by);
};
