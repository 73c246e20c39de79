import type { Instant } from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Executor } from './database.ts';

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

const whole = (value: number | null): number | null => (value === null ? null : Math.round(value));
/** PostgreSQL refuses what is too small for a `real`, and all that was given with it. */
const real = (value: number | null | undefined): number | null => (value == null ? null : Math.fround(value));

/** A parameter a column: the cheapest way to hand over thousands of rows. */
const givenRows = (statuses: readonly DeviceStatus[]): RawBuilder<unknown> => {
  const column = (read: (status: DeviceStatus) => unknown): unknown[] => statuses.map(read);
  return sql`unnest(
    ${column((status) => status.deviceId)}::uuid[],
    ${column((status) => new Date(status.lastContact).toISOString())}::timestamptz[],
    ${column((status) => whole(status.battery))}::smallint[],
    ${column((status) => whole(status.rssi))}::smallint[],
    ${column((status) => status.power)}::text[],
    ${column((status) => status.firmware)}::text[],
    ${column((status) => status.position?.lat ?? null)}::double precision[],
    ${column((status) => status.position?.lon ?? null)}::double precision[],
    ${column((status) => real(status.position?.accuracy))}::real[]
  ) as given (device_id, last_contact, battery, rssi, power, firmware, lat, lon, accuracy)`;
};

/** Each intake process writes many rows at once: in turns, so that no two wait for each other in a circle. */
const MY_TURN = sql`with turn as materialized (select pg_advisory_xact_lock(hashtext('device_status')))`;

/** What a device does not say now stays as it said last. */
const MERGED = (given: 'given' | 'excluded'): RawBuilder<unknown> => {
  const now = sql.raw(given);
  return sql`
    last_contact = greatest(known.last_contact, ${now}.last_contact),
    battery = coalesce(${now}.battery, known.battery),
    rssi = coalesce(${now}.rssi, known.rssi),
    power = coalesce(${now}.power, known.power),
    firmware = coalesce(${now}.firmware, known.firmware),
    lat = coalesce(${now}.lat, known.lat),
    lon = coalesce(${now}.lon, known.lon),
    accuracy = case when ${now}.lat is null then known.accuracy else ${now}.accuracy end`;
};

/** How many of them had been heard before. */
const updateKnown = async (db: Executor, statuses: readonly DeviceStatus[]): Promise<number> => {
  const { numAffectedRows } = await sql`
    ${MY_TURN}
    update device_status as known set ${MERGED('given')}
    from turn, ${givenRows(statuses)} where known.device_id = given.device_id`.execute(db);
  return Number(numAffectedRows);
};

const insertOrUpdate = async (db: Executor, statuses: readonly DeviceStatus[]): Promise<void> => {
  await sql`
    ${MY_TURN}
    insert into device_status as known (
      device_id, last_contact, battery, rssi, power, firmware, lat, lon, accuracy)
    select given.* from turn, ${givenRows(statuses)} join device on device.id = given.device_id
    on conflict (device_id) do update set ${MERGED('excluded')}`.execute(db);
};

/** Where somebody is, is not kept unless a decision has it on: asked for those few that tell it. */
const withoutForbiddenPositions = async (
  db: Executor,
  statuses: readonly DeviceStatus[],
): Promise<readonly DeviceStatus[]> => {
  const telling = statuses.filter(({ position }) => position !== null).map(({ deviceId }) => deviceId);
  if (telling.length === 0) return statuses;
  const { rows } = await sql<{ id: string }>`
    select id from device where id = any(${telling}::uuid[]) and functions_off @> '{position}'`.execute(db);
  const forbidden = new Set(rows.map(({ id }) => id));
  return statuses.map((status) => (forbidden.has(status.deviceId) ? { ...status, position: null } : status));
};

/** Each device once. Unknown ones are skipped; where one has not been heard before, all are written the longer way. */
export const saveDeviceStatuses = async (db: Executor, given: readonly DeviceStatus[]): Promise<void> => {
  const statuses = await withoutForbiddenPositions(db, given);
  const known = await updateKnown(db, statuses);
  if (known < statuses.length) await insertOrUpdate(db, statuses);
};

/** What was kept of where it is goes, too, when that is switched off. */
export const forgetPosition = async (db: Executor, deviceId: string): Promise<void> => {
  await sql`
    update device_status set lat = null, lon = null, accuracy = null
    where device_id = ${deviceId} and lat is not null`.execute(db);
};
