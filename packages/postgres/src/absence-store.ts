import type { AbsenceReason, Instant } from '@varde/domain';
import { sql } from 'kysely';
import { appendChange, nextChangeSeq } from './change-log.ts';
import type { Executor, Tx } from './database.ts';
import { timestamp } from './timestamp.ts';

export type AbsenceRecord = {
  readonly id: string;
  readonly municipalityId: string;
  readonly residentId: string;
  readonly reason: AbsenceReason;
  readonly from: Instant;
  readonly until: Instant;
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
  readonly version: number;
  /** The devices that are paused. */
  readonly devices: readonly string[];
};

const absenceColumns = sql.raw(
  `absence.id, absence.municipality_id as "municipalityId", absence.resident_id as "residentId", absence.reason,
   absence.begins_at as "from", absence.ends_at as "until", absence.ended_at as "endedAt", absence.ended_by as "endedBy",
   absence.version, array(select id from device where absence_id = absence.id order by id) as devices`,
);

type Change = {
  readonly action: string;
  readonly actorId: string | null;
  readonly now: Instant;
  readonly detail: object;
};

const record = async (
  db: Executor,
  absence: Pick<AbsenceRecord, 'id' | 'municipalityId' | 'version'>,
  change: Change,
) => {
  const { action, actorId, now: at, detail } = change;
  const seq = await nextChangeSeq(db);
  const { municipalityId, id, version } = absence;
  const what = { subject: 'absence', subjectId: id, version, action, actorId, detail: { ...detail } } as const;
  await appendChange(db, { seq, at, municipalityId, ...what });
};

export type NewAbsence = Pick<AbsenceRecord, 'id' | 'municipalityId' | 'residentId' | 'reason' | 'from' | 'until'>;

/** Those of the devices that may be paused for this resident: their own, and what is shared where nobody else lives. */
export const findPausable = async (db: Executor, municipalityId: string, residentId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select device.id from device
    join resident on resident.id = ${residentId} and resident.municipality_id = ${municipalityId}
    where device.resident_id = resident.id or device.resident_id is null and device.home_id = resident.home_id
      and not exists (
        select from resident other
        where other.home_id = resident.home_id and other.id <> resident.id and other.closed_at is null)
    order by device.id`.execute(db);
  return rows.map(({ id }) => id);
};

/** Takes them, in the order of their ids as triage does, before the resident is taken; gives their ids. */
export const lockPausable = async (tx: Tx, municipalityId: string, residentId: string): Promise<readonly string[]> => {
  const ids = await findPausable(tx, municipalityId, residentId);
  await sql`select from device where id = any(${ids}::uuid[]) order by id for no key update`.execute(tx);
  return ids;
};

/** Begins an absence on locked devices; one whose time is over gives way. False: one lasts already. */
export const insertAbsence = async (
  tx: Tx,
  absence: NewAbsence,
  deviceIds: readonly string[],
  by: { readonly actorId: string; readonly now: Instant },
): Promise<boolean> => {
  await sql`
    update absence set ended_at = ends_at, version = version + 1
    where resident_id = ${absence.residentId} and ended_at is null and ends_at <= ${timestamp(by.now)}`.execute(tx);
  const { rows } = await sql`
    insert into absence (id, municipality_id, resident_id, reason, begins_at, ends_at, made_by)
    values (${absence.id}, ${absence.municipalityId}, ${absence.residentId}, ${absence.reason},
      ${timestamp(absence.from)}, ${timestamp(absence.until)}, ${by.actorId})
    on conflict (resident_id) where ended_at is null do nothing returning id`.execute(tx);
  if (rows.length === 0) return false;
  await sql`update device set absence_id = ${absence.id} where id = any(${deviceIds}::uuid[])`.execute(tx);
  const detail = { reason: absence.reason, until: new Date(absence.until).toISOString(), devices: deviceIds };
  await record(tx, { ...absence, version: 1 }, { action: 'begun', detail, ...by });
  return true;
};

/** Ends it now, if it lasts; by nobody: by a sign of presence. */
export const endAbsence = async (db: Executor, id: string, actorId: string | null, now: Instant): Promise<void> => {
  const { rows } = await sql<Pick<AbsenceRecord, 'id' | 'municipalityId' | 'version'>>`
    update absence set ended_at = ${timestamp(now)}, ended_by = ${actorId}, version = version + 1
    where id = ${id} and ended_at is null
    returning id, municipality_id as "municipalityId", version`.execute(db);
  for (const ended of rows) await record(db, ended, { action: 'ended', actorId, now, detail: {} });
};

export const renewAbsence = async (
  tx: Tx,
  absence: AbsenceRecord,
  until: Instant,
  by: { readonly actorId: string; readonly now: Instant },
): Promise<void> => {
  const version = absence.version + 1;
  await sql`update absence set ends_at = ${timestamp(until)}, version = ${version} where id = ${absence.id}`.execute(
    tx,
  );
  await record(
    tx,
    { ...absence, version },
    { action: 'renewed', detail: { until: new Date(until).toISOString() }, ...by },
  );
};

/** Takes it for the rest of the transaction; null: none of this id in the municipality. */
export const lockAbsence = async (tx: Tx, municipalityId: string, id: string): Promise<AbsenceRecord | null> => {
  const { rows } = await sql<AbsenceRecord>`
    select ${absenceColumns} from absence where id = ${id} and municipality_id = ${municipalityId} for update`.execute(
    tx,
  );
  return rows[0] ?? null;
};

/** A resident's, the latest first. */
export const listAbsences = async (
  db: Executor,
  municipalityId: string,
  residentId: string,
  limit: number,
): Promise<AbsenceRecord[]> => {
  const { rows } = await sql<AbsenceRecord>`
    select ${absenceColumns} from absence where resident_id = ${residentId} and municipality_id = ${municipalityId}
    order by ends_at desc, id limit ${limit}`.execute(db);
  return rows;
};

/** Whoever is closed is away no more; nobody has come home. */
export const endAbsencesOf = async (tx: Tx, residentId: string, actorId: string, now: Instant): Promise<void> => {
  const { rows } = await sql<{ id: string }>`
    select id from absence where resident_id = ${residentId} and ended_at is null order by id`.execute(tx);
  for (const { id } of rows) await endAbsence(tx, id, actorId, now);
};

/** These are left behind by somebody who is away: nobody is paused by them any more. */
export const releasePaused = async (tx: Tx, deviceIds: readonly string[]): Promise<void> => {
  await sql`update device set absence_id = null where id = any(${deviceIds}::uuid[]) and absence_id is not null`.execute(
    tx,
  );
};
