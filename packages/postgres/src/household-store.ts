import { sql } from 'kysely';
import { atHome } from './at-home.ts';
import type { Executor, Tx } from './database.ts';
import { type DeviceRecord, findDevices } from './device-store.ts';
import type { By } from './home-store.ts';
import { timestamp } from './timestamp.ts';

/** Devices at somebody's home, whoever's they are, and what is theirs or meant for them wherever it is; by id. */
const findOfHousehold = async (db: Executor, municipalityId: string, residentId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select device.id from device
    join resident on resident.id = ${residentId} and resident.municipality_id = ${municipalityId}
    where device.assigned_to = resident.id
      or ${atHome('device')} and (device.resident_id = resident.id or device.home_id = resident.home_id)
    order by device.id`.execute(db);
  return rows.map(({ id }) => id);
};

/** Milliseconds whoever holds a home's devices waits for what somebody else holds: what is pressed there waits as long. */
const PATIENCE = '300ms';

/** For the rest of the transaction: beyond it a wait throws, see `isLockTimeout`. */
export const waitBriefly = async (tx: Tx): Promise<void> => {
  await sql`select set_config('lock_timeout', ${PATIENCE}, true)`.execute(tx);
};

/** Takes them, in the order of their ids, before anybody's row is taken. */
export const lockHousehold = async (tx: Tx, municipalityId: string, residentId: string): Promise<readonly string[]> => {
  const ids = await findOfHousehold(tx, municipalityId, residentId);
  await sql`select from device where id = any(${ids}::uuid[]) order by id for no key update`.execute(tx);
  return ids;
};

/** As they are now; null: others have come since `locked` were taken, and it is to be tried again. */
export const loadHousehold = async (
  tx: Tx,
  municipalityId: string,
  residentId: string,
  locked: readonly string[],
): Promise<DeviceRecord[] | null> => {
  const ids = await findOfHousehold(tx, municipalityId, residentId);
  if (ids.some((id) => !locked.includes(id))) return null;
  const devices = await findDevices(tx, ids);
  return devices.toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

/**
 * Alarms about somebody, or on these devices, that the operators have not closed; what the technicians have is about a
 * device.
 */
export const findOpenAlarmsAbout = async (
  db: Executor,
  municipalityId: string,
  residentId: string,
  deviceIds: readonly string[],
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from alarm
    where municipality_id = ${municipalityId} and queue = 'operator' and state <> 'closed'
      and (${residentId}::uuid = any(resident_ids) or device_id = any(${deviceIds}::uuid[]))
    order by number limit 20`.execute(db);
  return rows.map(({ id }) => id);
};

/**
 * Open alarms on devices whose home or owner has just been written: the technicians', since the operators' stand in the way
 * of that, and one that has been lifted to the operators this very moment. They say where the device is and whose, from
 * now on. Each with its change row.
 */
export const moveAlarmsAlong = async (tx: Tx, deviceIds: readonly string[], by: By): Promise<void> => {
  await sql`
    with hangs as (
      select device.id as device_id, device.home_id, device.place, case
        when device.resident_id is not null then array[device.resident_id]
        else array(select id from resident where home_id = device.home_id and closed_at is null order by id) end as lodgers
      from device where device.id = any(${deviceIds}::uuid[]) and device.home_id is not null),
    changed as (
      update alarm set home_id = hangs.home_id, place = hangs.place, resident_ids = hangs.lodgers,
        version = alarm.version + 1, change = nextval('change_seq')
      from hangs
      where alarm.device_id = hangs.device_id and alarm.state <> 'closed'
        and (alarm.home_id, alarm.place, alarm.resident_ids)
          is distinct from (hangs.home_id, hangs.place, hangs.lodgers)
      returning alarm.id, alarm.municipality_id, alarm.version, alarm.change)
    insert into change_log (seq, at, municipality_id, subject, subject_id, version, action, actor_id, detail)
    select change, ${timestamp(by.now)}, municipality_id, 'alarm', id, version, 'device-moved', ${by.actorId}::uuid, '{}'
    from changed`.execute(tx);
};
