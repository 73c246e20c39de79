import { sql } from 'kysely';
import type { Executor } from './database.ts';

/** What intake must know of a device: neither changes while the device lives. */
export type DeviceIdentity = { readonly id: string; readonly municipalityId: string; readonly profile: string };

/** The registered ones among `ids`; retired devices too, since one that calls for help is heard. */
export const loadDeviceIdentities = async (db: Executor, ids: readonly string[]): Promise<DeviceIdentity[]> => {
  const { rows } = await sql<{ id: string; municipality_id: string; profile: string }>`
    select id, municipality_id, profile from device where id = any(${ids}::uuid[])`.execute(db);
  return rows.map((row) => ({ id: row.id, municipalityId: row.municipality_id, profile: row.profile }));
};
