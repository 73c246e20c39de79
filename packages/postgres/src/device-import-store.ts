import type { DeviceState, Instant } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor, Tx } from './database.ts';
import { jsonb, timestamp } from './timestamp.ts';

export type SerialKey = { readonly profile: string; readonly serial: string };

export type RegisteredSerial = SerialKey & {
  readonly id: string;
  readonly state: DeviceState;
  readonly residentId: string | null;
  readonly place: string | null;
};

/** Those of the serial numbers that are registered. */
export const findSerials = async (
  db: Executor,
  municipalityId: string,
  keys: readonly SerialKey[],
): Promise<RegisteredSerial[]> => {
  const { rows } = await sql<RegisteredSerial>`
    select device.id, device.profile, device.serial, device.state, device.resident_id as "residentId", device.place
    from jsonb_to_recordset(${jsonb(keys)}) as given (profile text, serial text)
    join device on device.municipality_id = ${municipalityId} and device.profile = given.profile
      and device.serial = given.serial`.execute(db);
  return rows;
};

export type FoundResident = {
  readonly id: string;
  readonly nationalId: string | null;
  readonly isClosed: boolean;
};

/**
 * Residents of the municipality by their ids or national ids; of one national id those who are closed come before the one
 * who is not.
 */
export const findResidentsBy = async (
  db: Executor,
  municipalityId: string,
  { ids, nationalIds }: { readonly ids: readonly string[]; readonly nationalIds: readonly string[] },
): Promise<FoundResident[]> => {
  const { rows } = await sql<FoundResident>`
    select id, national_id as "nationalId", closed_at is not null as "isClosed" from resident
    where municipality_id = ${municipalityId}
      and (id = any(${ids}::uuid[]) or national_id = any(${nationalIds}::text[]))
    order by closed_at nulls last`.execute(db);
  return rows;
};

export type ImportedDevice = SerialKey & {
  readonly id: string;
  readonly residentId: string | null;
  readonly place: string | null;
  readonly location: string | null;
};

/**
 * Registers many in one statement, each with its change row, at whichever home its resident, who is held, lives in now;
 * they get an account when somebody asks for a password.
 * Gives how many were new: fewer than were given where somebody registered one of them meanwhile.
 */
export const insertImportedDevices = async (
  tx: Tx,
  municipalityId: string,
  devices: readonly ImportedDevice[],
  by: { readonly actorId: string; readonly now: Instant },
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    with given as materialized (
      select nextval('change_seq') as seq, x.*
      from jsonb_to_recordset(${jsonb(devices)}) as x (
        id uuid, profile text, serial text, "residentId" uuid, place text, location text)),
    made as (
      insert into device (id, municipality_id, profile, serial, resident_id, home_id, place, location, state,
        registered_at, change)
      select given.id, ${municipalityId}, profile, serial, resident.id, resident.home_id, place, location,
        case when resident.id is null then 'in-stock' else 'in-service' end, ${timestamp(by.now)}, seq
      from given left join lateral (select id, home_id from resident where id = given."residentId" offset 0) resident
        on true
      on conflict (municipality_id, profile, serial) do nothing returning id, change),
    logged as (
      insert into change_log (seq, at, municipality_id, subject, subject_id, version, action, actor_id, detail)
      select change, ${timestamp(by.now)}, ${municipalityId}, 'device', id, 1, 'registered', ${by.actorId},
        '{"imported": true}' from made)
    select count(*) from made`.execute(tx);
  return rows[0]?.count ?? 0;
};
