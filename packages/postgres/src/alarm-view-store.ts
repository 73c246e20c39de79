import type { Alarm, AlarmQueue, AlarmState, AnswerTargets, Colour, WaitingAlarm } from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';
import { type AlarmRow, alarmColumns, toAlarm } from './alarm-row.ts';
import type { Executor } from './database.ts';
import { isMember } from './incident-members-store.ts';

/** An alarm with the names around it: what lists, its page and the stream are made from. */
export type AlarmRecord = {
  readonly alarm: Alarm;
  readonly number: number;
  /** seq of its latest change row. */
  readonly change: number;
  readonly municipalityId: string;
  readonly operator: { readonly id: string; readonly name: string } | null;
  readonly residents: readonly { readonly id: string; readonly name: string }[];
  readonly device: { readonly id: string; readonly profile: string; readonly serial: string } | null;
  readonly homeId: string | null;
  readonly area: { readonly id: string; readonly name: string } | null;
  readonly place: string | null;
  /** Whose member it is, or whose own alarm. */
  readonly incidentId: string | null;
};

export type AlarmFilter = {
  readonly municipalityId: string;
  readonly queue?: AlarmQueue | undefined;
  readonly state?: AlarmState | undefined;
  readonly colour?: Colour | undefined;
  readonly residentId?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly homeId?: string | undefined;
  readonly operatorId?: string | undefined;
};

type RecordRow = AlarmRow & {
  number: number;
  change: number;
  municipality_id: string;
  operator_name: string | null;
  residents: { id: string; name: string }[];
  device_id: string | null;
  profile: string | null;
  serial: string | null;
  home_id: string | null;
  area_id: string | null;
  area_name: string | null;
  place: string | null;
  incident_id: string | null;
};

const toRecord = (row: RecordRow): AlarmRecord => ({
  alarm: toAlarm(row),
  number: row.number,
  change: row.change,
  municipalityId: row.municipality_id,
  operator: row.operator_id === null ? null : { id: row.operator_id, name: row.operator_name ?? '' },
  residents: row.residents,
  device: row.device_id === null ? null : { id: row.device_id, profile: row.profile ?? '', serial: row.serial ?? '' },
  homeId: row.home_id,
  area: row.area_id === null ? null : { id: row.area_id, name: row.area_name ?? '' },
  place: row.place,
  incidentId: row.incident_id,
});

const selectRecords = sql`
  select ${alarmColumns}, alarm.number, alarm.change, alarm.municipality_id, alarm.device_id, alarm.home_id, alarm.incident_id,
    coalesce(alarm.place, device.place) as place, staff.name as operator_name, device.profile, device.serial,
    area.id as area_id, area.name as area_name,
    coalesce((
      select json_agg(json_build_object('id', r.id, 'name', r.given_name || ' ' || r.family_name)
                      order by array_position(alarm.resident_ids, r.id))
      from resident r where r.id = any(alarm.resident_ids)), '[]') as residents
  from alarm
  left join staff on staff.id = alarm.operator_id
  left join device on device.id = alarm.device_id
  left join home on home.id = alarm.home_id
  left join area on area.id = home.area_id`;

/** As `isFolded` has it: the technicians see their incident instead. */
const folded = sql`
  alarm.incident_id is not null and alarm.queue = 'technician' and alarm.state = 'queued' and ${isMember}`;

/** Whoever asks about a resident, a device or a home wants all of it. */
const isNarrow = (filter: AlarmFilter): boolean =>
  [filter.residentId, filter.deviceId, filter.homeId].some((one) => one !== undefined);

const matches = (filter: AlarmFilter): RawBuilder<unknown> => {
  const conditions = [sql`alarm.municipality_id = ${filter.municipalityId}`];
  conditions.push(filter.state === undefined ? sql`alarm.state <> 'closed'` : sql`alarm.state = ${filter.state}`);
  if (filter.queue !== undefined) conditions.push(sql`alarm.queue = ${filter.queue}`);
  if (filter.colour !== undefined) conditions.push(sql`alarm.colour = ${filter.colour}`);
  if (filter.residentId !== undefined) conditions.push(sql`alarm.resident_ids @> array[${filter.residentId}]::uuid[]`);
  if (filter.deviceId !== undefined) conditions.push(sql`alarm.device_id = ${filter.deviceId}`);
  if (filter.homeId !== undefined) conditions.push(sql`alarm.home_id = ${filter.homeId}`);
  if (filter.operatorId !== undefined) conditions.push(sql`alarm.operator_id = ${filter.operatorId}`);
  if (!isNarrow(filter)) conditions.push(sql`not (${folded})`);
  return sql.join(conditions, sql` and `);
};

/** The alarms of these ids, in the order of the ids; those that do not exist are left out. */
export const findAlarms = async (db: Executor, ids: readonly string[]): Promise<AlarmRecord[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<RecordRow>`${selectRecords} where alarm.id = any(${ids}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, toRecord(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};

/** null: none of this id in the municipality. */
export const findAlarm = async (db: Executor, municipalityId: string, id: string): Promise<AlarmRecord | null> => {
  const { rows } = await sql<RecordRow>`
    ${selectRecords} where alarm.id = ${id} and alarm.municipality_id = ${municipalityId}`.execute(db);
  return rows[0] === undefined ? null : toRecord(rows[0]);
};

/**
 * What the waiting order reads of every matching alarm that is not closed. Light on purpose: in a storm these are
 * thousands, and only one page of them is shown.
 */
export const listWaitingKeys = async (db: Executor, filter: AlarmFilter): Promise<WaitingAlarm[]> => {
  const { rows } = await sql<WaitingAlarm>`
    select id, colour, colour_since as "colourSince", answer_by as "answerBy", received_at as "receivedAt"
    from alarm where ${matches(filter)} and alarm.state <> 'closed'`.execute(db);
  return rows;
};

/** Closed alarms, the highest number first, below `before` when it is given. */
export const listClosedAlarms = async (
  db: Executor,
  filter: AlarmFilter,
  before: number | null,
  limit: number,
): Promise<AlarmRecord[]> => {
  const page = before === null ? sql`true` : sql`alarm.number < ${before}`;
  const { rows } = await sql<RecordRow>`
    ${selectRecords} where ${matches({ ...filter, state: 'closed' })} and ${page}
    order by alarm.number desc limit ${limit}`.execute(db);
  return rows.map(toRecord);
};

/** What a command is decided on. null: none of this id in the municipality. */
export const loadCommandFacts = async (
  db: Executor,
  municipalityId: string,
  alarmId: string,
): Promise<{ alarm: Alarm; targets: AnswerTargets } | null> => {
  const { rows } = await sql<AlarmRow & { answer_targets: AnswerTargets }>`
    select ${alarmColumns}, municipality.answer_targets
    from alarm join municipality on municipality.id = alarm.municipality_id
    where alarm.id = ${alarmId} and alarm.municipality_id = ${municipalityId}`.execute(db);
  const row = rows[0];
  return row === undefined ? null : { alarm: toAlarm(row), targets: row.answer_targets };
};
