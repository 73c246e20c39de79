import { DEVICE_PROFILES, type Instant, SERVICE_AHEAD, serviceDue, type WorkKind, workOfAlarm } from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';
import { atHome } from './at-home.ts';
import type { Executor } from './database.ts';
import { isMember } from './incident-members-store.ts';
import { jsonb, timestamp } from './timestamp.ts';

/** One thing to do, with where it is. */
export type WorkRecord = {
  readonly key: string;
  readonly kind: WorkKind;
  readonly deviceId: string | null;
  readonly alarmId: string | null;
  readonly profile: string | null;
  readonly serial: string | null;
  readonly place: string | null;
  readonly residentId: string | null;
  readonly areaId: string | null;
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly alarmKind: string | null;
  readonly since: Instant;
  readonly due: Instant | null;
};

export type WorkFilter = {
  readonly municipalityId: string;
  readonly areaId?: string | undefined;
  /** Only what this may be among; the others are not looked for. */
  readonly kind?: WorkKind | undefined;
};

/** Of each kind of work at most: a list nobody comes to the end of is no list. */
const OF_A_KIND = 500;

const whereabouts = sql.raw(`
  device.id as "deviceId", device.profile, device.serial, device.place, device.resident_id as "residentId",
  home.area_id as "areaId", home.street, home.house_number as "houseNumber"`);

const inArea = ({ areaId }: WorkFilter): RawBuilder<boolean> =>
  areaId === undefined ? sql`true` : sql`home.area_id = ${areaId}`;

type Row = Omit<WorkRecord, 'kind' | 'key'>;

/** Alarms about devices: those of the technicians, and those that the operators see to until they are mended. */
const findAlarmWork = async (db: Executor, filter: WorkFilter, technical: readonly string[]): Promise<WorkRecord[]> => {
  const { rows } = await sql<Row & { alarmKind: string }>`
    select ${whereabouts}, alarm.id as "alarmId", alarm.kind as "alarmKind", alarm.received_at as since, null as due
    from alarm left join device on device.id = alarm.device_id left join home on home.id = alarm.home_id
    where alarm.municipality_id = ${filter.municipalityId} and alarm.state <> 'closed' and not alarm.test
      and (alarm.queue = 'technician' or alarm.queue = 'operator' and alarm.kind = any(${technical}::text[]))
      and not (alarm.incident_id is not null and ${isMember}) and ${inArea(filter)}
    order by alarm.received_at limit ${OF_A_KIND}`.execute(db);
  return rows.map((row) => ({ ...row, kind: workOfAlarm(row.alarmKind), key: `alarm:${row.alarmId}` }));
};

/** What makes a device work: since when, until when, and which come first. */
type DeviceWork = Readonly<Record<'since' | 'due' | 'where' | 'order', RawBuilder<unknown>>> & {
  /** How its home is found. */
  readonly home: RawBuilder<unknown>;
};

const itsHome = sql`device.home_id`;
/** Where it stands, or where it is meant to stand. */
const homeMeant = sql`
  coalesce(device.home_id, (select home_id from resident where id = coalesce(device.resident_id, device.assigned_to)))`;

/**
 * Which devices, from their index alone where it holds all that is asked; only those on the list are read, with where
 * they are.
 */
const findDeviceWork = async (
  db: Executor,
  kind: WorkKind,
  { areaId }: WorkFilter,
  { home, since, due, where, order }: DeviceWork,
): Promise<WorkRecord[]> => {
  const area = areaId === undefined ? sql`` : sql`join home on home.id = ${home} and home.area_id = ${areaId}`;
  const { rows } = await sql<Row>`
    select ${whereabouts}, null as "alarmId", null as "alarmKind", ${since} as since, ${due} as due
    from (select device.id, ${order} as place from device ${area} where ${where} order by ${order} limit ${OF_A_KIND}) listed
    join device on device.id = listed.id left join home on home.id = ${home}
    order by listed.place`.execute(db);
  return rows.map((row) => ({ ...row, kind, key: `device:${row.deviceId}:${kind}` }));
};

const findService = async (db: Executor, filter: WorkFilter, now: Instant): Promise<WorkRecord[]> => {
  const { municipalityId, areaId } = filter;
  const area = areaId === undefined ? sql`` : sql`join home on home.id = device.home_id and home.area_id = ${areaId}`;
  const intervals = DEVICE_PROFILES.flatMap(({ id, serviceMonths }) =>
    serviceMonths === null ? [] : [{ profile: id, span: serviceDue(0, serviceMonths) }],
  );
  const { rows } = await sql<Row>`
    select ${whereabouts}, null as "alarmId", null as "alarmKind", device.serviced_at as since, listed.due
    from (
      select due.* from jsonb_to_recordset(${jsonb(intervals)}) as interval (profile text, span float8)
      cross join lateral (
        select device.id, device.serviced_at + interval.span * interval '1 millisecond' as due
        from device ${area}
        where device.municipality_id = ${municipalityId} and device.profile = interval.profile and ${atHome('device')}
          and device.serviced_at < ${timestamp(now + SERVICE_AHEAD)} - interval.span * interval '1 millisecond'
        order by device.serviced_at limit ${OF_A_KIND}) due
      order by due.due limit ${OF_A_KIND}) listed
    join device on device.id = listed.id left join home on home.id = device.home_id
    order by listed.due`.execute(db);
  return rows.map((row) => ({ ...row, kind: 'service-due', key: `device:${row.deviceId}:service-due` }));
};

/** Work that open alarms are. */
const ALARM_WORK: readonly WorkKind[] = ['incident', 'silent', 'fault', 'battery'];

/** Everything technicians have to do, each kind's longest waiting first; in no order among the kinds. */
export const findWork = async (
  db: Executor,
  filter: WorkFilter,
  technicalKinds: readonly string[],
  now: Instant,
): Promise<WorkRecord[]> => {
  const mine = sql`device.municipality_id = ${filter.municipalityId}`;
  const none = sql`null::timestamptz`;
  const wanted = (kind: WorkKind): boolean => filter.kind === undefined || filter.kind === kind;
  const ofDevices = (kind: WorkKind, work: DeviceWork): Promise<WorkRecord[]> | [] =>
    wanted(kind) ? findDeviceWork(db, kind, filter, work) : [];
  const lists = await Promise.all([
    ALARM_WORK.some(wanted) ? findAlarmWork(db, filter, technicalKinds) : [],
    wanted('service-due') ? findService(db, filter, now) : [],
    ofDevices('collection', {
      ...{ home: homeMeant, since: sql`device.collect_since`, due: none, order: sql`device.collect_since` },
      where: sql`${mine} and device.collect_since is not null`,
    }),
    ofDevices('test-missing', {
      ...{ home: itsHome, since: sql`coalesce(device.installed_at, device.registered_at)`, due: none },
      order: sql`device.registered_at`,
      where: sql`${mine} and (device.state = 'installed' or device.state = 'in-service' and device.tested_at is null)`,
    }),
    ofDevices('decision-missing', {
      ...{ home: itsHome, since: sql`device.undecided_since`, due: none, order: sql`device.undecided_since` },
      where: sql`${mine} and device.undecided_since is not null and ${atHome('device')}`,
    }),
    ofDevices('installation', {
      ...{ home: homeMeant, since: sql`device.registered_at`, due: sql`device.appointment_at` },
      order: sql`device.appointment_at`,
      where: sql`${mine} and device.assigned_to is not null`,
    }),
  ]);
  return lists.flat();
};

export type WorkNote = {
  readonly key: string;
  readonly takenBy: { readonly id: string; readonly name: string } | null;
  readonly takenAt: Instant | null;
  readonly comment: string | null;
  readonly commentBy: { readonly id: string; readonly name: string } | null;
  readonly commentAt: Instant | null;
};

export const findWorkNotes = async (
  db: Executor,
  municipalityId: string,
  keys: readonly string[],
): Promise<WorkNote[]> => {
  const person = (name: string) =>
    sql.raw(`case when ${name}.id is not null then json_build_object('id', ${name}.id, 'name', ${name}.name) end`);
  const { rows } = await sql<WorkNote>`
    select work_key as key, ${person('taker')} as "takenBy", taken_at as "takenAt", comment,
      ${person('writer')} as "commentBy", comment_at as "commentAt"
    from work_note left join staff taker on taker.id = taken_by left join staff writer on writer.id = comment_by
    where work_note.municipality_id = ${municipalityId} and work_key = any(${keys}::text[])`.execute(db);
  return rows;
};

/** False: somebody else has it. Given up by whoever has it with `takes` false. */
export const takeWork = async (
  db: Executor,
  note: { readonly municipalityId: string; readonly key: string; readonly staffId: string; readonly now: Instant },
  takes: boolean,
): Promise<boolean> => {
  const by = takes ? note.staffId : null;
  const at = timestamp(takes ? note.now : null);
  const { rows } = await sql`
    insert into work_note as known (municipality_id, work_key, taken_by, taken_at)
    values (${note.municipalityId}, ${note.key}, ${by}, ${at})
    on conflict (municipality_id, work_key) do update set taken_by = excluded.taken_by, taken_at = excluded.taken_at
    where known.taken_by is null or known.taken_by = ${note.staffId}
    returning work_key`.execute(db);
  return rows.length > 0;
};

export const commentWork = async (
  db: Executor,
  note: { readonly municipalityId: string; readonly key: string; readonly staffId: string; readonly now: Instant },
  comment: string,
): Promise<void> => {
  await sql`
    insert into work_note (municipality_id, work_key, comment, comment_by, comment_at)
    values (${note.municipalityId}, ${note.key}, ${comment}, ${note.staffId}, ${timestamp(note.now)})
    on conflict (municipality_id, work_key) do update
      set comment = excluded.comment, comment_by = excluded.comment_by, comment_at = excluded.comment_at`.execute(db);
};
