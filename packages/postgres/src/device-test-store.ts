import { type Alarm, type DeviceTestFacts, type Instant, TEST_CALL } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor, Tx } from './database.ts';
import type { DeviceRecord } from './device-store.ts';
import { jsonb, timestamp } from './timestamp.ts';

export const beginDeviceTest = async (db: Executor, deviceId: string, since: Instant): Promise<void> => {
  await sql`
    insert into device_test (device_id, since) values (${deviceId}, ${timestamp(since)})
    on conflict (device_id) do update set since = excluded.since, message_id = null, received_at = null,
      stored_at = null, receipt_at = null, heard_again_at = null, shown_at = null`.execute(db);
};

/** A message that says it is a test, committed and receipted. */
export type TestMessage = {
  readonly deviceId: string;
  readonly messageId: string;
  readonly receivedAt: Instant;
  readonly storedAt: Instant;
  readonly receiptAt: Instant;
};

const iso = (at: Instant): string => new Date(at).toISOString();

/** Of devices that somebody tests; the same message again tells that its receipt was not heard. */
export const noteTestMessages = async (db: Executor, messages: readonly TestMessage[]): Promise<void> => {
  const rows = messages.map((message) => ({
    ...{ device_id: message.deviceId, message_id: message.messageId, received_at: iso(message.receivedAt) },
    ...{ stored_at: iso(message.storedAt), receipt_at: iso(message.receiptAt) },
  }));
  await sql`
    update device_test known set message_id = given.message_id, receipt_at = given.receipt_at,
      received_at = case when again then known.received_at else given.received_at end,
      stored_at = case when again then known.stored_at else given.stored_at end,
      heard_again_at = case when again then given.received_at end
    from jsonb_to_recordset(${jsonb(rows)}) as given (
      device_id uuid, message_id uuid, received_at timestamptz, stored_at timestamptz, receipt_at timestamptz)
    join device on device.id = given.device_id and device.test_until >= given.received_at
    join device_test before on before.device_id = given.device_id
    cross join lateral (select before.message_id is not distinct from given.message_id as again) same
    where known.device_id = given.device_id and known.since <= given.received_at`.execute(db);
};

/** A test call has gone out to somebody at the centre of one of these municipalities. */
export const noteTestShown = async (
  db: Executor,
  alarmIds: readonly string[],
  municipalityIds: readonly string[],
  now: Instant,
): Promise<void> => {
  await sql`
    update device_test set shown_at = ${timestamp(now)} from alarm
    where alarm.id = any(${alarmIds}::uuid[]) and alarm.kind = ${TEST_CALL}
      and alarm.municipality_id = any(${municipalityIds}::text[])
      and device_test.device_id = alarm.device_id and shown_at is null`.execute(db);
};

/** An alarm of the test, as whoever tests must see it. */
export type TestAlarm = Pick<Alarm, 'id' | 'kind' | 'colour' | 'state' | 'queue' | 'test' | 'receivedAt'> & {
  readonly operator: string | null;
};

export type DeviceTest = {
  readonly facts: Omit<DeviceTestFacts, 'speech' | 'call' | 'until'>;
  /** Why the latest that was refused was. */
  readonly refusedFor: string | null;
  /** The test itself, the technicians'; what came as a real one; the centre's call. */
  readonly alarm: TestAlarm | null;
  readonly real: TestAlarm | null;
  readonly call: TestAlarm | null;
};

type Row = {
  since: number;
  message_at: number | null;
  received_at: number | null;
  stored_at: number | null;
  receipt_at: number | null;
  heard_again_at: number | null;
  shown_at: number | null;
  triaged_at: number | null;
  refused_at: number | null;
  refused_for: string | null;
};

type AlarmRow = TestAlarm & {
  answeredAt: number | null;
  contact: boolean | null;
  contactAt: number | null;
};

const loadTest = async (db: Executor, deviceId: string): Promise<Row | undefined> => {
  const { rows } = await sql<Row>`
    select trial.since, event.at as message_at, event.received_at, trial.stored_at, trial.receipt_at,
      trial.heard_again_at, trial.shown_at, refused.at as refused_at, refused.reason as refused_for,
      (select min(change.at) from change_log change
       where change.subject = 'alarm' and change.subject_id in (event.alarm_id, (
           select id from alarm where device_id = trial.device_id and kind = ${TEST_CALL} and test
           order by received_at desc limit 1))
         and change.action in ('raised', 'merged') and change.detail ->> 'eventId' = event.id::text) as triaged_at
    from device_test trial
    left join lateral (
      select id, at, received_at, alarm_id from event
      where event.device_id = trial.device_id and event.test and event.received_at >= trial.since
      order by event.received_at desc limit 1) event on true
    left join lateral (
      select received_at as at, reason from quarantine
      where quarantine.device_id = trial.device_id and received_at >= trial.since
      order by received_at desc limit 1) refused on true
    where trial.device_id = ${deviceId}`.execute(db);
  return rows[0];
};

const loadAlarms = async (db: Executor, deviceId: string, since: Instant): Promise<AlarmRow[]> => {
  const { rows } = await sql<AlarmRow>`
    select alarm.id, alarm.kind, alarm.colour, alarm.state, alarm.queue, alarm.received_at as "receivedAt",
      alarm.test, alarm.answered_at as "answeredAt", alarm.contact, staff.name as operator,
      (select max(at) from change_log
       where subject = 'alarm' and subject_id = alarm.id and action = 'contact') as "contactAt"
    from alarm left join staff on staff.id = alarm.operator_id
    where alarm.device_id = ${deviceId} and (alarm.received_at >= ${timestamp(since)} or alarm.state <> 'closed')
    order by alarm.received_at desc limit 20`.execute(db);
  return rows;
};

const toMessage = (row: Row): DeviceTestFacts['message'] =>
  row.received_at === null || row.message_at === null
    ? null
    : {
        ...{ at: row.message_at, receivedAt: row.received_at, storedAt: row.stored_at, receiptAt: row.receipt_at },
        ...{ heardAgainAt: row.heard_again_at, triagedAt: row.triaged_at },
      };

/** null: it was never tested. */
export const loadDeviceTest = async (
  db: Executor,
  { id, lastContact }: Pick<DeviceRecord, 'id' | 'lastContact'>,
): Promise<DeviceTest | null> => {
  const row = await loadTest(db, id);
  if (row === undefined) return null;
  const alarms = await loadAlarms(db, id, row.since);
  const mine = alarms.filter(({ receivedAt }) => receivedAt >= row.since);
  const calls = mine.filter(({ kind }) => kind === TEST_CALL);
  // Answered once, it is answered: what the device says afterwards asks nobody again.
  const call = calls.find(({ answeredAt }) => answeredAt !== null) ?? calls[0] ?? null;
  const spokeAt = call?.contactAt ?? null;
  return {
    facts: {
      ...{ since: row.since, lastContact, refusedAt: row.refused_at, message: toMessage(row) },
      centre: call && {
        ...{ shownAt: row.shown_at, answeredAt: call.answeredAt },
        spoke: spokeAt === null ? null : { made: call.contact === true, at: spokeAt },
      },
    },
    refusedFor: row.refused_for,
    alarm: alarms.find(({ test, kind }) => test && kind !== TEST_CALL) ?? null,
    real: mine.find(({ test, queue }) => !test && queue === 'operator') ?? null,
    call,
  };
};

/** Whoever answers the call has heard the device: what it says for the rest of this test calls nobody. */
export const endTestCall = async (tx: Tx, alarmId: string): Promise<void> => {
  await sql`
    update device set test_call = false
    where test_call and id = (select device_id from alarm where id = ${alarmId} and kind = ${TEST_CALL})`.execute(tx);
};

/** What the technicians still have open of it, though it has passed. */
export const findOpenTests = async (db: Executor, deviceId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from alarm
    where device_id = ${deviceId} and test and queue = 'technician' and state <> 'closed'`.execute(db);
  return rows.map(({ id }) => id);
};
