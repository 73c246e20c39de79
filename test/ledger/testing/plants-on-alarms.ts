import type { TestDatabase } from '@varde/postgres/testing';
import { change, type Plant } from './plant.ts';

/** An event of a device that triage has only recorded. */
const record = (
  { query }: TestDatabase,
  deviceId: string,
  kind: string,
  { at = new Date(), messageId = null }: { at?: Date; messageId?: string | null } = {},
): Promise<unknown> =>
  query(
    `insert into event (municipality_id, device_id, message_id, kind, at, received_at, lane, outcome)
     select municipality_id, id, coalesce($4, gen_random_uuid()), $2, $3, now(), 'alarm', 'recorded'
     from device where id = $1`,
    deviceId,
    kind,
    at,
    messageId,
  );

const join = async (database: TestDatabase, alarmId: string, eventId: string): Promise<void> => {
  await change(database, alarmId, 'merged', null, { eventId });
  await database.query('update alarm set events = events + 1 where id = $1', alarmId);
};

const MERGE_KEY = {
  drop: 'drop index alarm_open',
  restore: `create unique index alarm_open on alarm (device_id, kind, test, coalesce(match_value, ''))
            where state <> 'closed'`,
};
/** In any night a plan of the history watches. */
const BY_NIGHT = new Date('2026-01-11T23:00:00Z');

export const ON_ALARMS: readonly Plant[] = [
  {
    what: 'a fire that was only recorded',
    violates: ['alarm-lost'],
    plant: (database, { devices }) => record(database, devices.smoke, 'fire-alarm'),
  },
  {
    what: 'a kind nobody knows, only recorded',
    violates: ['alarm-lost'],
    plant: (database, { devices }) => record(database, devices.smoke, 'from-a-newer-version'),
  },
  {
    what: 'a door that the plan watches by night, only recorded',
    violates: ['alarm-lost'],
    plant: (database, { devices }) => record(database, devices.door, 'door-opened', { at: BY_NIGHT }),
  },
  {
    what: 'a door in a home without a plan, only recorded',
    violates: ['alarm-lost'],
    plant: (database, { devices }) => record(database, devices.otherDoor, 'door-opened'),
  },
  {
    what: 'a fire that says it was merged, and no alarm tells of it',
    violates: ['alarm-lost', 'events-add-up', 'messages-add-up', 'versions-in-order'],
    plant: ({ query }, { events }) => query(`delete from change_log where detail ->> 'eventId' = $1`, events.fireAgain),
  },
  {
    what: 'an event counted twice',
    violates: ['alarmed-once'],
    plant: (database, { alarms, events }) => join(database, alarms.call, events.call),
  },
  {
    what: 'an event that points at another alarm',
    violates: ['event-knows-its-alarm'],
    plant: ({ query }, { alarms, events }) =>
      query('update event set alarm_id = $2 where id = $1', events.fire, alarms.call),
  },
  {
    what: 'an alarm for a door by day',
    violates: ['event-knows-its-alarm', 'alarm-uncalled-for', 'messages-add-up'],
    plant: (database, { alarms, events }) => join(database, alarms.call, events.doorByDay),
  },
  {
    what: 'an id used twice of which no technician was told',
    violates: ['reused-id-told'],
    plant: async (database, { devices, events }) => {
      const { query } = database;
      const [fire] = await query<{ message_id: string }>('select message_id from event where id = $1', events.fire);
      await record(database, devices.smoke, 'battery-ok', { messageId: fire?.message_id ?? null });
    },
  },
  {
    what: 'an alarm nobody phoned in and no device raised',
    violates: ['alarm-without-cause'],
    plant: ({ query }, { alarms }) =>
      query(`update change_log set detail = '{}' where subject_id = $1 and action = 'raised'`, alarms.phoned),
  },
  {
    what: 'two alarms of one merge key',
    violates: ['open-once', 'events-add-up'],
    guard: MERGE_KEY,
    plant: ({ query }, { alarms }) =>
      query(
        `update alarm set (device_id, kind, events) = (select device_id, kind, events from alarm where id = $2)
         where id = $1`,
        alarms.phoned,
        alarms.call,
      ),
  },
  {
    what: 'an alarm that counts one event too many',
    violates: ['events-add-up'],
    plant: ({ query }, { alarms }) => query('update alarm set events = events + 1 where id = $1', alarms.fire),
  },
  {
    what: 'an alarm that forgets a message',
    violates: ['messages-add-up'],
    plant: ({ query }, { alarms }) =>
      query('update alarm set message_ids = message_ids[1:1] where id = $1', alarms.fire),
  },
  {
    what: 'an alarm that names a message of another',
    violates: ['messages-add-up'],
    plant: ({ query }, { alarms }) =>
      query('update alarm set message_ids[1] = gen_random_uuid() where id = $1', alarms.call),
  },
];
