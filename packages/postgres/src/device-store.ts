import type { DeviceLifeFields, DeviceState, Instant } from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';
import { beginsWith } from './begins-with.ts';
import { appendChange, nextChangeSeq } from './change-log.ts';
import type { Executor, Tx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** A device with the latest it said of itself. */
export type DeviceRecord = {
  readonly id: string;
  readonly municipalityId: string;
  readonly profile: string;
  readonly serial: string;
  readonly state: DeviceState;
  readonly homeId: string | null;
  readonly residentId: string | null;
  readonly place: string | null;
  readonly testUntil: Instant | null;
  readonly testCall: boolean;
  readonly registeredAt: Instant;
  readonly assignedTo: string | null;
  readonly appointmentAt: Instant | null;
  readonly location: string | null;
  readonly functionsOff: readonly string[];
  readonly installedAt: Instant | null;
  readonly testedAt: Instant | null;
  readonly servicedAt: Instant | null;
  readonly batteryAt: Instant | null;
  readonly collectSince: Instant | null;
  readonly replaces: string | null;
  readonly lastContact: Instant | null;
  readonly battery: number | null;
  readonly rssi: number | null;
  readonly power: string | null;
  readonly firmware: string | null;
  readonly version: number;
  readonly change: number;
};

/** Who changed a device, how and when; becomes the change row. */
export type DeviceChange = {
  readonly action: string;
  readonly actorId: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
};

export type DeviceFilter = {
  readonly municipalityId: string;
  readonly serialPrefix?: string | undefined;
  readonly residentId?: string | undefined;
  readonly profile?: string | undefined;
  readonly state?: DeviceState | undefined;
  /** Serial and id of the last one on the page before. */
  readonly after?: { readonly serial: string; readonly id: string } | undefined;
};

const selectDevices = sql`
  select device.id, device.municipality_id as "municipalityId", device.profile, device.serial, device.state,
    device.home_id as "homeId", device.resident_id as "residentId", device.place, device.test_until as "testUntil",
    device.test_call as "testCall",
    device.registered_at as "registeredAt", device.assigned_to as "assignedTo",
    device.appointment_at as "appointmentAt", device.location, device.functions_off as "functionsOff",
    device.installed_at as "installedAt", device.tested_at as "testedAt", device.serviced_at as "servicedAt",
    device.battery_at as "batteryAt", device.collect_since as "collectSince", device.replaces, status.last_contact as "lastContact", status.battery, status.rssi,
    status.power, status.firmware, device.version, device.change
  from device left join device_status status on status.device_id = device.id`;

export const findDevices = async (db: Executor, ids: readonly string[]): Promise<DeviceRecord[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<DeviceRecord>`${selectDevices} where device.id = any(${ids}::uuid[])`.execute(db);
  return rows;
};

/** null: none of this id in the municipality. */
export const findDevice = async (db: Executor, municipalityId: string, id: string): Promise<DeviceRecord | null> => {
  const { rows } = await sql<DeviceRecord>`
    ${selectDevices} where device.id = ${id} and device.municipality_id = ${municipalityId}`.execute(db);
  return rows[0] ?? null;
};

const conditionsOf = (filter: DeviceFilter): RawBuilder<unknown> => {
  const conditions = [sql`device.municipality_id = ${filter.municipalityId}`];
  if (filter.serialPrefix !== undefined) {
    conditions.push(beginsWith(sql`device.serial`, sql`${filter.serialPrefix}::text`));
  }
  if (filter.residentId !== undefined) conditions.push(sql`device.resident_id = ${filter.residentId}`);
  if (filter.profile !== undefined) conditions.push(sql`device.profile = ${filter.profile}`);
  if (filter.state !== undefined) conditions.push(sql`device.state = ${filter.state}`);
  if (filter.after !== undefined) {
    conditions.push(sql`(device.serial, device.id) > (${filter.after.serial}, ${filter.after.id}::uuid)`);
  }
  return sql.join(conditions, sql` and `);
};

/** By serial number. */
export const listDevices = async (db: Executor, filter: DeviceFilter, limit: number): Promise<DeviceRecord[]> => {
  const { rows } = await sql<DeviceRecord>`
    ${selectDevices} where ${conditionsOf(filter)} order by device.serial, device.id limit ${limit}`.execute(db);
  return rows;
};

/** How many of these ids are devices of the municipality that are not retired. */
export const countDevices = async (db: Executor, municipalityId: string, ids: readonly string[]): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) from device
    where id = any(${ids}::uuid[]) and municipality_id = ${municipalityId} and state <> 'retired'`.execute(db);
  return rows[0]?.count ?? 0;
};

export type NewDevice = {
  readonly id: string;
  readonly municipalityId: string;
  readonly profile: string;
  readonly serial: string;
  readonly place: string | null;
  /** At a resident's it is in service from the first moment; without one it is in stock. */
  readonly at: { readonly residentId: string; readonly homeId: string } | null;
};

/** False: the municipality has a device of this profile with this serial number already. */
export const insertDevice = async (tx: Tx, device: NewDevice, change: DeviceChange, now: Instant): Promise<boolean> => {
  const seq = await nextChangeSeq(tx);
  const { rows } = await sql`
    insert into device (id, municipality_id, profile, serial, home_id, resident_id, place, state, registered_at, change)
    values (${device.id}, ${device.municipalityId}, ${device.profile}, ${device.serial}, ${device.at?.homeId ?? null},
      ${device.at?.residentId ?? null}, ${device.place}, ${device.at === null ? 'in-stock' : 'in-service'},
      ${timestamp(now)}, ${seq})
    on conflict (municipality_id, profile, serial) do nothing returning id`.execute(tx);
  if (rows.length === 0) return false;
  const { municipalityId, id } = device;
  await appendChange(tx, { seq, at: now, municipalityId, subject: 'device', subjectId: id, version: 1, ...change });
  return true;
};

/**
 * Takes the device for the rest of the transaction, so that what is decided on it still holds when it is saved. Its
 * key is not taken: what it says meanwhile is stored without waiting.
 */
export const lockDevice = async (tx: Tx, municipalityId: string, id: string): Promise<DeviceRecord | null> => {
  await sql`
    select 1 from device where id = ${id} and municipality_id = ${municipalityId}
    for no key update`.execute(tx);
  return findDevice(tx, municipalityId, id);
};

export type DeviceFields = Omit<DeviceLifeFields, 'testUntil' | 'collectSince'> &
  Partial<Pick<DeviceRecord, 'testUntil' | 'testCall' | 'collectSince' | 'replaces'>>;

/** Writes a locked device's fields, with its change row. */
export const saveDevice = async (
  tx: Tx,
  before: DeviceRecord,
  fields: DeviceFields,
  change: DeviceChange,
  now: Instant,
): Promise<void> => {
  const after = { ...before, ...fields };
  const version = before.version + 1;
  const seq = await nextChangeSeq(tx);
  await sql`
    update device set state = ${after.state}, home_id = ${after.homeId}, resident_id = ${after.residentId},
      place = ${after.place}, test_until = ${timestamp(after.testUntil)},
      test_call = ${after.testCall}, assigned_to = ${after.assignedTo},
      appointment_at = ${timestamp(after.appointmentAt)}, location = ${after.location},
      functions_off = ${after.functionsOff}::text[], installed_at = ${timestamp(after.installedAt)},
      tested_at = ${timestamp(after.testedAt)}, serviced_at = ${timestamp(after.servicedAt)},
      battery_at = ${timestamp(after.batteryAt)}, collect_since = ${timestamp(after.collectSince)},
      replaces = ${after.replaces}, version = ${version}, change = ${seq}
    where id = ${before.id}`.execute(tx);
  await appendChange(tx, {
    seq,
    at: now,
    municipalityId: before.municipalityId,
    subject: 'device',
    subjectId: before.id,
    version,
    ...change,
  });
};
