import type { Instant } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';
import { jsonb } from './timestamp.ts';

/** The latest that is known of one device; null where it did not say. */
export type DeviceStatus = {
  readonly deviceId: string;
  readonly lastContact: Instant;
  readonly battery: number | null;
  readonly rssi: number | null;
  readonly power: string | null;
  readonly firmware: string | null;
  readonly position: { readonly lat: number; readonly lon: number; readonly accuracy: number | null } | null;
};

/** One upsert for all of them. What a device does not say now stays as it said last; unknown devices are skipped. */
export const saveDeviceStatuses = async (db: Executor, statuses: readonly DeviceStatus[]): Promise<void> => {
  const rows = statuses.map((status) => ({
    device_id: status.deviceId,
    last_contact: new Date(status.lastContact).toISOString(),
    battery: status.battery === null ? null : Math.round(status.battery),
    rssi: status.rssi === null ? null : Math.round(status.rssi),
    power: status.power,
    firmware: status.firmware,
    lat: status.position?.lat ?? null,
    lon: status.position?.lon ?? null,
    accuracy: status.position?.accuracy ?? null,
  }));
  await sql`
    insert into device_status as known (
      device_id, last_contact, battery, rssi, power, firmware, lat, lon, accuracy)
    select given.device_id, given.last_contact, given.battery, given.rssi, given.power, given.firmware,
           given.lat, given.lon, given.accuracy
    from jsonb_to_recordset(${jsonb(rows)}) as given (
      device_id uuid, last_contact timestamptz, battery smallint, rssi smallint, power text, firmware text,
      lat double precision, lon double precision, accuracy real)
    join device on device.id = given.device_id
    order by given.device_id
    on conflict (device_id) do update set
      last_contact = greatest(known.last_contact, excluded.last_contact),
      battery = coalesce(excluded.battery, known.battery),
      rssi = coalesce(excluded.rssi, known.rssi),
      power = coalesce(excluded.power, known.power),
      firmware = coalesce(excluded.firmware, known.firmware),
      lat = coalesce(excluded.lat, known.lat),
      lon = coalesce(excluded.lon, known.lon),
      accuracy = case when excluded.lat is null then known.accuracy else excluded.accuracy end`.execute(db);
};
