import type { Alarm, AnswerTargets, Instant, Place } from '@varde/domain';
import { sql } from 'kysely';
import { type AlarmRow, alarmColumns, toAlarm } from './alarm-row.ts';
import type { Executor, Tx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** Incidents as the watches of triage read and write them. What people are shown is in `incident-view-store.ts`. */
export type OpenIncident = {
  readonly id: string;
  readonly municipalityId: string;
  readonly targets: AnswerTargets;
  readonly kind: 'power-cut' | 'outage';
  /** null: an outage. */
  readonly place: Place | null;
  readonly beganAt: Instant;
  readonly endedAt: Instant | null;
  readonly alarm: Alarm;
  readonly callAlarmId: string | null;
  /** When the call list was last counted: the members then, and the residents. */
  readonly counted: number;
  readonly toCall: number;
};

type IncidentRow = Omit<OpenIncident, 'place' | 'alarm'> & { incident_id: string } & AlarmRow & {
    area_id: string | null;
    street: string | null;
    house_number: string | null;
  };

/** Few: what is not closed. */
const MOST_OPEN = 500;

export const loadOpenIncidents = async (db: Executor, kind: OpenIncident['kind']): Promise<OpenIncident[]> => {
  const { rows } = await sql<IncidentRow>`
    select ${alarmColumns}, incident.id as incident_id, incident.municipality_id as "municipalityId",
      municipality.answer_targets as targets, incident.area_id, incident.street, incident.house_number,
      incident.began_at as "beganAt", incident.ended_at as "endedAt", incident.call_alarm_id as "callAlarmId",
      incident.members as counted, incident.to_call as "toCall"
    from incident join alarm on alarm.id = incident.alarm_id
    join municipality on municipality.id = incident.municipality_id
    where incident.kind = ${kind} and incident.closed_at is null
    order by incident.began_at limit ${MOST_OPEN}`.execute(db);
  return rows.map((row) => ({
    id: row.incident_id,
    municipalityId: row.municipalityId,
    targets: row.targets,
    kind,
    place: row.area_id === null ? null : { areaId: row.area_id, street: row.street, houseNumber: row.house_number },
    beganAt: row.beganAt,
    endedAt: row.endedAt,
    alarm: toAlarm(row),
    callAlarmId: row.callAlarmId,
    counted: row.counted,
    toCall: row.toCall,
  }));
};

export type NewIncident = {
  readonly id: string;
  readonly municipalityId: string;
  readonly kind: OpenIncident['kind'];
  readonly place: Place | null;
  readonly beganAt: Instant;
  readonly endedAt: Instant | null;
  readonly alarmId: string;
};

/** False: somebody else began it. Its alarm is to be written in the same transaction, and bound to it. */
export const insertIncident = async (tx: Tx, incident: NewIncident): Promise<boolean> => {
  const { rows } = await sql`
    insert into incident (id, municipality_id, kind, area_id, street, house_number, began_at, ended_at, alarm_id)
    values (${incident.id}, ${incident.municipalityId}, ${incident.kind}, ${incident.place?.areaId ?? null},
      ${incident.place?.street ?? null}, ${incident.place?.houseNumber ?? null}, ${timestamp(incident.beganAt)},
      ${timestamp(incident.endedAt)}, ${incident.alarmId})
    on conflict do nothing returning id`.execute(tx);
  return rows.length > 0;
};

export type IncidentFields = {
  readonly endedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly callAlarmId: string | null;
  readonly counted: number;
  readonly toCall: number;
};

/** False: somebody else has begun a call round or closed it meanwhile, and nothing was written. */
export const saveIncident = async (
  tx: Executor,
  before: Pick<OpenIncident, 'id' | 'callAlarmId'>,
  fields: IncidentFields,
): Promise<boolean> => {
  const { rows } = await sql`
    update incident set ended_at = ${timestamp(fields.endedAt)}, closed_at = ${timestamp(fields.closedAt)},
      call_alarm_id = ${fields.callAlarmId}, members = ${fields.counted}, to_call = ${fields.toCall}
    where id = ${before.id} and call_alarm_id is not distinct from ${before.callAlarmId} and closed_at is null
    returning id`.execute(tx);
  return rows.length > 0;
};

/** Makes an alarm, written in this transaction, one of the incident's own. */
export const bindAlarm = async (tx: Tx, incidentId: string, alarmId: string): Promise<void> => {
  await sql`update alarm set incident_id = ${incidentId} where id = ${alarmId}`.execute(tx);
};

export const findAreaName = async (db: Executor, areaId: string): Promise<string | null> => {
  const { rows } = await sql<{ name: string }>`select name from area where id = ${areaId}`.execute(db);
  return rows[0]?.name ?? null;
};

/** Outages that were told of, by when they began. */
export const loadToldOutages = async (db: Executor, municipalityId: string, after: Instant): Promise<Instant[]> => {
  const { rows } = await sql<{ began_at: number }>`
    select began_at from incident
    where municipality_id = ${municipalityId} and kind = 'outage' and began_at >= ${timestamp(after)}`.execute(db);
  return rows.map((row) => row.began_at);
};
