import type { Instant } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';
import { timestamp } from './timestamp.ts';

export type TimelineRow = {
  readonly change: number;
  readonly at: Instant;
  readonly action: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** All that happened to one alarm, oldest first; the latest 500. */
export const listTimeline = async (db: Executor, alarmId: string): Promise<TimelineRow[]> => {
  const { rows } = await sql<TimelineRow>`
    select c.seq as change, c.at, c.action, c.actor_id as "actorId", staff.name as "actorName", c.detail
    from change_log c left join staff on staff.id = c.actor_id
    where c.subject_id = ${alarmId} and c.subject = 'alarm' order by c.seq desc limit 500`.execute(db);
  return rows.reverse();
};

export type EventRow = {
  readonly id: number;
  readonly messageId: string;
  readonly kind: string;
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly marks: readonly string[];
  readonly data: Readonly<Record<string, unknown>> | null;
};

const eventColumns = sql`
  event.id, event.message_id as "messageId", event.kind, event.at, event.received_at as "receivedAt", event.marks,
  event.data`;

/** Events merged into the alarm, latest first, 50 at most. */
export const listAlarmEvents = async (db: Executor, alarmId: string): Promise<EventRow[]> => {
  const { rows } = await sql<EventRow>`
    select ${eventColumns} from event where alarm_id = ${alarmId}
    order by received_at desc, id desc limit 50`.execute(db);
  return rows;
};

/** What the home's devices said in the hour before `until`, latest first, 30 at most; not the alarm's own events. */
export const listEventsBefore = async (
  db: Executor,
  homeId: string,
  alarmId: string,
  until: Instant,
): Promise<EventRow[]> => {
  const { rows } = await sql<EventRow>`
    select ${eventColumns} from event
    where device_id in (select id from device where home_id = ${homeId})
      and received_at between ${timestamp(until)} - interval '1 hour' and ${timestamp(until)}
      and alarm_id is distinct from ${alarmId}
    order by received_at desc, id desc limit 30`.execute(db);
  return rows;
};

export type HomeRow = {
  readonly street: string;
  readonly houseNumber: string;
  readonly entrance: string | null;
  readonly floor: string | null;
  readonly unitNumber: string | null;
  readonly postalCode: string;
  readonly city: string;
  readonly keyBox: string | null;
  readonly accessNote: string | null;
  readonly island: boolean;
};

export const findHome = async (db: Executor, homeId: string): Promise<HomeRow | null> => {
  const { rows } = await sql<HomeRow>`
    select home.street, home.house_number as "houseNumber", home.entrance, home.floor,
      home.unit_number as "unitNumber", home.postal_code as "postalCode", home.city, home.key_box as "keyBox",
      home.access_note as "accessNote", area.island
    from home join area on area.id = home.area_id where home.id = ${homeId}`.execute(db);
  return rows[0] ?? null;
};

export type HomeDeviceRow = {
  readonly id: string;
  readonly profile: string;
  readonly serial: string;
  readonly place: string | null;
  /** null: the home shares it. */
  readonly residentId: string | null;
  readonly collectSince: Instant | null;
  readonly lastContact: Instant | null;
  readonly battery: number | null;
};

export const listHomeDevices = async (db: Executor, homeId: string): Promise<HomeDeviceRow[]> => {
  const { rows } = await sql<HomeDeviceRow>`
    select device.id, device.profile, device.serial, device.place, device.resident_id as "residentId",
      device.collect_since as "collectSince", status.last_contact as "lastContact", status.battery
    from device left join device_status status on status.device_id = device.id
    where device.home_id = ${homeId} and device.state <> 'retired' order by device.profile, device.serial`.execute(db);
  return rows;
};
