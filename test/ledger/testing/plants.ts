import type { TestDatabase } from '@varde/postgres/testing';
import type { History } from './healthy-history.ts';

/** One fault, written into the healthy history behind the services' backs. */
export type Plant = {
  readonly what: string;
  /** All that the ledger finds, in its order. */
  readonly violates: readonly string[];
  readonly plant: (database: TestDatabase, history: History) => Promise<unknown>;
  /** What keeps such a thing from happening, taken away for the plant. */
  readonly guard?: { readonly drop: string; readonly restore: string };
};

/** One more change of an alarm, with all that belongs to it. */
const change = (
  { query }: TestDatabase,
  alarmId: string,
  action: string,
  actorId: string | null,
  detail: object = {},
): Promise<unknown> =>
  query(
    `with receipt as (select nextval('receipt_outbox_id_seq')), changed as (
       update alarm set version = version + 1, change = nextval('change_seq') from receipt where id = $1
       returning id, municipality_id, version, change)
     insert into change_log (seq, at, municipality_id, subject, subject_id, version, action, actor_id, detail)
     select change, now(), municipality_id, 'alarm', id, version, $2, $3, $4 from changed`,
    alarmId,
    action,
    actorId,
    JSON.stringify(detail),
  );

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
const EVENT_KEY = {
  drop: 'alter table event drop constraint event_device_id_message_id_kind_at_key',
  restore: 'alter table event add unique (device_id, message_id, kind, at)',
};
const CHANGE_KEY = {
  drop: 'alter table change_log drop constraint change_log_pkey',
  restore: 'alter table change_log add primary key (seq)',
};

/** In any night a plan of the history watches. */
const BY_NIGHT = new Date('2026-01-11T23:00:00Z');

const ON_BOOKS: readonly Plant[] = [
  {
    what: 'a stored message without its event',
    violates: ['stored-is-stored'],
    plant: ({ query }, { events }) => query('delete from event where id = $1', events.cancelled),
  },
  {
    what: 'a stored message with another time than was sent',
    violates: ['stored-is-stored'],
    plant: ({ query }, { events }) => query(`update event set at = at + interval '1 ms' where id = $1`, events.call),
  },
  {
    what: 'a stored message with two events',
    violates: ['stored-is-stored', 'reused-id-told'],
    guard: EVENT_KEY,
    plant: ({ query }, { events }) =>
      query(
        `insert into event (municipality_id, device_id, message_id, kind, at, received_at, lane, outcome)
         select municipality_id, device_id, message_id, kind, at, received_at, lane, outcome from event where id = $1`,
        events.cancelled,
      ),
  },
  {
    what: 'a rejected message that was not kept',
    violates: ['rejected-is-kept'],
    plant: ({ query }) => query('delete from quarantine'),
  },
];

const ON_ALARMS: readonly Plant[] = [
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

const ON_PEOPLE: readonly Plant[] = [
  {
    what: 'two people who answered one alarm',
    violates: ['one-operator'],
    plant: async (database, { alarms, operators: [one, other] }) => {
      await change(database, alarms.phoned, 'answered', one);
      await change(database, alarms.phoned, 'answered', other);
    },
  },
  {
    what: 'an alarm offered while somebody has it',
    violates: ['one-operator'],
    plant: async (database, { alarms, operators: [one, other] }) => {
      await change(database, alarms.phoned, 'answered', one);
      await change(database, alarms.phoned, 'offered', null, { operatorId: other });
      await change(database, alarms.phoned, 'offer-expired', null);
    },
  },
  {
    what: 'a shelved alarm that another answers before it comes back',
    violates: ['one-operator'],
    plant: async (database, { alarms, operators: [one, other] }) => {
      await change(database, alarms.phoned, 'answered', one);
      await change(database, alarms.phoned, 'shelved', one);
      await change(database, alarms.phoned, 'answered', other);
    },
  },
  {
    what: 'an operator who is offered two alarms',
    violates: ['one-offer'],
    plant: async (database, { alarms, operators: [operatorId] }) => {
      await change(database, alarms.call, 'offered', null, { operatorId });
      await change(database, alarms.phoned, 'offered', null, { operatorId });
    },
  },
];

const ON_CHANGES: readonly Plant[] = [
  {
    what: 'a version that is left out',
    violates: ['versions-in-order', 'latest-change-known'],
    plant: ({ query }, { alarms }) =>
      query(
        `update change_log set version = version + 1
         where subject_id = $1 and version = (select max(version) from change_log where subject_id = $1)`,
        alarms.call,
      ),
  },
  {
    what: 'a version told twice',
    violates: ['versions-in-order'],
    plant: ({ query }, { alarms }) =>
      query('update change_log set version = 1 where subject_id = $1 and version = 2', alarms.call),
  },
  {
    what: 'changes in another order than their numbers',
    violates: ['versions-in-order'],
    plant: ({ query }, { alarms }) =>
      query('update change_log set version = 5 - version where subject_id = $1 and version in (2, 3)', alarms.call),
  },
  {
    what: 'an alarm changed without a word',
    violates: ['latest-change-known'],
    plant: ({ query }, { alarms }) => query('update alarm set version = version + 1 where id = $1', alarms.call),
  },
  {
    what: 'an alarm with no change at all',
    violates: ['alarm-without-cause', 'latest-change-known'],
    plant: ({ query }, { alarms }) => query('delete from change_log where subject_id = $1', alarms.phoned),
  },
  {
    what: 'an alarm changed after it was closed',
    violates: ['closed-stays-closed'],
    plant: (database, { alarms }) => change(database, alarms.fire, 'note', null),
  },
  {
    what: 'two changes with one number',
    violates: ['change-numbers-unique'],
    guard: CHANGE_KEY,
    plant: ({ query }, { operators: [operator] }) =>
      query(
        `insert into change_log (seq, at, municipality_id, subject, subject_id, version, action)
         select min(seq), now(), '1103', 'presence', $1, 1, 'available' from change_log`,
        operator,
      ),
  },
];

const ON_WAITING: readonly Plant[] = [
  {
    what: 'an event nobody has decided',
    violates: ['decided-in-time'],
    plant: ({ query }, { events }) => query('update event set outcome = null where id = $1', events.doorByDay),
  },
  {
    what: 'a receipt nobody has sent',
    violates: ['receipts-sent'],
    plant: ({ query }, { devices }) =>
      query(
        `insert into receipt_outbox (device_id, body) values ($1, '{"at": "2026-01-10T11:00:00Z"}')`,
        devices.smoke,
      ),
  },
  {
    what: 'an answer of which no receipt was ever written',
    violates: ['receipts-written'],
    plant: ({ query }) => query(`select setval('receipt_outbox_id_seq', 1)`),
  },
];

export const PLANTS: readonly Plant[] = [...ON_BOOKS, ...ON_ALARMS, ...ON_PEOPLE, ...ON_CHANGES, ...ON_WAITING];
