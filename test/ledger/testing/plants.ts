import { change, type Plant } from './plant.ts';
import { ON_ALARMS } from './plants-on-alarms.ts';

const EVENT_KEY = {
  drop: 'alter table event drop constraint event_device_id_message_id_kind_at_key',
  restore: 'alter table event add unique (device_id, message_id, kind, at)',
};
const CHANGE_KEY = {
  drop: 'alter table change_log drop constraint change_log_pkey',
  restore: 'alter table change_log add primary key (seq)',
};

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
    what: 'an event nobody has decided, though it is known to wait',
    violates: ['decided-in-time'],
    plant: async ({ query }, { events }) => {
      await query('update event set outcome = null where id = $1', events.doorByDay);
      await query(
        `insert into undecided_batch (lane, event_ids) values ('alarm', array[$1::bigint])`,
        events.doorByDay,
      );
    },
  },
  {
    what: 'an event that waits, and nobody knows of it',
    violates: ['sweep-finds-all'],
    plant: async ({ query }, { events }) => {
      await query('update event set outcome = null, received_at = now() where id = $1', events.doorByDay);
      await query('delete from undecided_batch');
    },
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
