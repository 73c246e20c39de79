import { sql } from 'kysely';
import { atHome } from './at-home.ts';
import type { Executor } from './database.ts';
import { type DeviceRecord, findDevices } from './device-store.ts';

/** Whose decisions grant what a device does: its resident's, or everybody's in the home that shares it. */
export const findGrantees = async (
  db: Executor,
  { residentId, homeId }: Pick<DeviceRecord, 'residentId' | 'homeId'>,
): Promise<string[]> => {
  if (residentId !== null) return [residentId];
  if (homeId === null) return [];
  const { rows } = await sql<{ id: string }>`
    select id from resident where home_id = ${homeId} and closed_at is null order by id`.execute(db);
  return rows.map(({ id }) => id);
};

/** Devices at home that a resident's decisions are about: their own and those the home shares. In the order of ids. */
export const findGrantedDevices = async (db: Executor, residentId: string): Promise<DeviceRecord[]> => {
  const { rows } = await sql<{ id: string }>`
    select device.id from device
    where ${atHome('device')} and (device.resident_id = ${residentId} or device.resident_id is null
      and device.home_id = (select home_id from resident where id = ${residentId}))
    order by device.id`.execute(db);
  const devices = await findDevices(
    db,
    rows.map(({ id }) => id),
  );
  return devices.toSorted((a, b) => (a.id < b.id ? -1 : 1));
};
