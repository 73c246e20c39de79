import {
  type Alarm,
  DEVICE_PROFILES,
  INCIDENT_ALARM_KINDS,
  type Instant,
  type MainsReport,
  type Place,
} from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';
import { type AlarmRow, alarmColumns, toAlarm } from './alarm-row.ts';
import { atHome } from './at-home.ts';
import type { Executor, Tx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** Reports read at a time: a cut of many thousands is folded in several goes. */
const REPORTS = 2_000;

/** Open alarms of lost mains that belong to no incident, since an instant, by municipality; the oldest first. */
export const loadMainsReports = async (
  db: Executor,
  after: Instant,
): Promise<ReadonlyMap<string, readonly MainsReport[]>> => {
  const { rows } = await sql<MainsReport & { municipalityId: string }>`
    select alarm.id as "alarmId", alarm.device_id as "deviceId", alarm.received_at as "receivedAt",
      alarm.municipality_id as "municipalityId", home.area_id as "areaId", home.street,
      home.house_number as "houseNumber"
    from alarm join home on home.id = alarm.home_id
    where alarm.kind = 'mains-lost' and alarm.incident_id is null and alarm.state <> 'closed'
      and alarm.received_at > ${timestamp(after)} and alarm.device_id is not null and not alarm.test
    order by alarm.received_at limit ${REPORTS}`.execute(db);
  return Map.groupBy(rows, (row) => row.municipalityId);
};

const IN_A_SOCKET = DEVICE_PROFILES.filter(({ mains }) => mains).map(({ id }) => id);

/** How many mains-powered devices in service stand at a place; counted no further than `most`. */
export const countMainsDevices = async (db: Executor, place: Place, most: number): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) from (
      select from home join device on device.home_id = home.id
      where home.area_id = ${place.areaId} and home.street = coalesce(${place.street}, home.street)
        and home.house_number = coalesce(${place.houseNumber}, home.house_number)
        and ${atHome('device')} and device.profile = any(${IN_A_SOCKET})
      limit ${most}) there`.execute(db);
  return rows[0]?.count ?? 0;
};

/**
 * Folds alarms under an incident, each with its change row, in one statement. An alarm that somebody holds at this
 * moment, or that has gone elsewhere, is passed over: nobody waits, and the next time is soon. Gives how many.
 */
export const foldAlarms = async (
  tx: Executor,
  incidentId: string,
  alarmIds: readonly string[],
  now: Instant,
): Promise<number> => {
  const { rows } = await sql<{ folded: number }>`
    with free as (
      select id from alarm where id = any(${alarmIds}::uuid[]) and incident_id is null and state <> 'closed'
      order by id for no key update skip locked
    ), folded as (
      update alarm set incident_id = ${incidentId}, version = version + 1, change = nextval('change_seq')
      from free where alarm.id = free.id
      returning alarm.id, alarm.municipality_id, alarm.version, alarm.change
    ), told as (
      insert into change_log (seq, at, municipality_id, subject, subject_id, version, action, actor_id, detail)
      select change, ${timestamp(now)}, municipality_id, 'alarm', id, version, 'joined', null,
        jsonb_build_object('incidentId', ${incidentId}::text)
      from folded)
    select count(*) as folded from folded`.execute(tx);
  return rows[0]?.folded ?? 0;
};

/** What carries an incident and is not its own alarm. For a table named `alarm`. */
export const isMember: RawBuilder<unknown> = sql`alarm.kind <> all(${INCIDENT_ALARM_KINDS})`;

export type MemberCounts = {
  /** All that ever joined and have not left. */
  readonly devices: number;
  /** Open, and not restored. */
  readonly dark: number;
  readonly open: number;
};

export const countMembers = async (db: Executor, incidentId: string): Promise<MemberCounts> => {
  const { rows } = await sql<MemberCounts>`
    select count(*) as devices, count(*) filter (where state <> 'closed' and condition = 'active') as dark,
      count(*) filter (where state <> 'closed') as open
    from alarm where incident_id = ${incidentId} and ${isMember}`.execute(db);
  return rows[0] ?? { devices: 0, dark: 0, open: 0 };
};

/** Members that are not closed, locked; those that somebody holds are left for the next time. */
export const takeOpenMembers = async (tx: Tx, incidentId: string, limit: number): Promise<Alarm[]> => {
  const { rows } = await sql<AlarmRow>`
    select ${alarmColumns} from alarm
    where incident_id = ${incidentId} and ${isMember} and state <> 'closed'
    order by id limit ${limit} for no key update skip locked`.execute(tx);
  return rows.map(toAlarm);
};

/** An alarm stands for itself again; to be called in the transaction that tells of it. */
export const unbindAlarm = async (tx: Tx, alarmId: string): Promise<void> => {
  await sql`update alarm set incident_id = null where id = ${alarmId}`.execute(tx);
};

export type UnfoldedFilter = { readonly kinds: readonly string[]; readonly from: Instant; readonly until: Instant };

/** Technical alarms of these kinds raised between two instants that belong to no incident. */
export const loadUnfolded = async (
  db: Executor,
  municipalityId: string,
  { kinds, from, until }: UnfoldedFilter,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from alarm
    where municipality_id = ${municipalityId} and queue = 'technician' and state <> 'closed'
      and kind = any(${kinds}) and incident_id is null
      and received_at between ${timestamp(from)} and ${timestamp(until)}`.execute(db);
  return rows.map((row) => row.id);
};
