import { sql } from 'kysely';
import { atHome } from './at-home.ts';
import type { Executor, Tx } from './database.ts';
import { type DeviceRecord, findDevices } from './device-store.ts';

/** Devices at somebody's home, whoever's they are, and what is theirs or meant for them wherever it is; by id. */
const findOfHousehold = async (db: Executor, residentId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select device.id from device join resident on resident.id = ${residentId}
    where device.assigned_to = resident.id
      or ${atHome('device')} and (device.resident_id = resident.id or device.home_id = resident.home_id)
    order by device.id`.execute(db);
  return rows.map(({ id }) => id);
};

/** Takes them, in the order of their ids, before anybody's row is taken. */
export const lockHousehold = async (tx: Tx, residentId: string): Promise<readonly string[]> => {
  const ids = await findOfHousehold(tx, residentId);
  await sql`select from device where id = any(${ids}::uuid[]) order by id for no key update`.execute(tx);
  return ids;
};

/** As they are now; null: others have come since `locked` were taken, and it is to be tried again. */
export const loadHousehold = async (
  tx: Tx,
  residentId: string,
  locked: readonly string[],
): Promise<DeviceRecord[] | null> => {
  const ids = await findOfHousehold(tx, residentId);
  if (ids.some((id) => !locked.includes(id))) return null;
  const devices = await findDevices(tx, ids);
  return devices.toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

/** Alarms about somebody that the operators have not closed; what the technicians have is about a device. */
export const findOpenAlarmsAbout = async (
  db: Executor,
  municipalityId: string,
  residentId: string,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from alarm
    where municipality_id = ${municipalityId} and queue = 'operator' and state <> 'closed'
      and ${residentId}::uuid = any(resident_ids)
    order by number limit 20`.execute(db);
  return rows.map(({ id }) => id);
};
