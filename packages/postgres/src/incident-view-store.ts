import type { Instant } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';
import { isMember } from './incident-members-store.ts';
import { timestamp } from './timestamp.ts';

/** An incident as people are shown it. */
export type IncidentRecord = {
  readonly id: string;
  readonly kind: 'power-cut' | 'outage';
  readonly areaId: string | null;
  readonly areaName: string | null;
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly beganAt: Instant;
  readonly endedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly alarmId: string;
  readonly callAlarmId: string | null;
  readonly devices: number;
  readonly dark: number;
  readonly toCall: number;
};

const selectIncidents = sql`
  select incident.id, incident.kind, incident.area_id as "areaId", area.name as "areaName", incident.street,
    incident.house_number as "houseNumber", incident.began_at as "beganAt", incident.ended_at as "endedAt",
    incident.closed_at as "closedAt", incident.alarm_id as "alarmId", incident.call_alarm_id as "callAlarmId",
    incident.to_call as "toCall", member.devices, member.dark
  from incident left join area on area.id = incident.area_id
  cross join lateral (
    select count(*) as devices,
      count(*) filter (where alarm.state <> 'closed' and alarm.condition = 'active') as dark
    from alarm where alarm.incident_id = incident.id and ${isMember}) member`;

export type IncidentFilter = {
  readonly municipalityId: string;
  /** Those that are closed; otherwise those that are not. */
  readonly closed: boolean;
  /** Began before the last one of the page before. */
  readonly before?: { readonly beganAt: Instant; readonly id: string } | undefined;
};

/** The latest first. */
export const listIncidents = async (db: Executor, filter: IncidentFilter, limit: number): Promise<IncidentRecord[]> => {
  const { municipalityId, closed, before } = filter;
  const page =
    before === undefined
      ? sql`true`
      : sql`(incident.began_at, incident.id) < (${timestamp(before.beganAt)}, ${before.id}::uuid)`;
  const { rows } = await sql<IncidentRecord>`
    ${selectIncidents}
    where incident.municipality_id = ${municipalityId} and (incident.closed_at is not null) = ${closed} and ${page}
    order by incident.began_at desc, incident.id desc limit ${limit}`.execute(db);
  return rows;
};

/** null: none of this id in the municipality. */
export const findIncident = async (
  db: Executor,
  municipalityId: string,
  id: string,
): Promise<IncidentRecord | null> => {
  const { rows } = await sql<IncidentRecord>`
    ${selectIncidents} where incident.id = ${id} and incident.municipality_id = ${municipalityId}`.execute(db);
  return rows[0] ?? null;
};

/** The member alarms, those without power first; `limit` at most. */
export const listMemberIds = async (db: Executor, incidentId: string, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from alarm where incident_id = ${incidentId} and ${isMember}
    order by (state <> 'closed' and condition = 'active') desc, received_at, id limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
};
