import { sql } from 'kysely';
import type { Executor } from './database.ts';

/** What intake must know of a device; of it only the functions that are off change while the device lives. */
export type DeviceIdentity = {
  readonly id: string;
  readonly municipalityId: string;
  readonly profile: string;
  readonly functionsOff: readonly string[];
};

/** The registered ones among `ids`; retired devices too, since one that calls for help is heard. */
export const loadDeviceIdentities = async (db: Executor, ids: readonly string[]): Promise<DeviceIdentity[]> => {
  const { rows } = await sql<DeviceIdentity>`
    select id, municipality_id as "municipalityId", profile, functions_off as "functionsOff"
    from device where id = any(${ids}::uuid[])`.execute(db);
  return rows;
};
