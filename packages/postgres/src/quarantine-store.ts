import type { Instant, QuarantineReason } from '@varde/domain';
import { sql } from 'kysely';
import { type Database, type Executor, isLockTimeout } from './database.ts';
import { type NewEvent, type StoredEvent, storeEvents } from './event-store.ts';
import { jsonb, timestamp } from './timestamp.ts';

/** As much of a payload as is kept. */
const KEPT_BYTES = 1_024;
const TOPIC_LENGTH = 256;
/** Rows in all, a GiB or so: whoever sends garbage day and night fills no disk. */
const KEPT_ROWS = 1_000_000;
/** For each new row so many old ones may go, so that it comes down again after the bound was lowered. */
const GONE_FOR_ONE = 2;
/** Two processes that read the same topic see the same message well within this; a device's resend comes later. */
const SAME_MESSAGE_WINDOW = 10_000;
/** Milliseconds to wait for the other process; it may be frozen, and a red may stand behind this message. */
const TURN_LIMIT = '250ms';

/** A message that is no event, whole. */
export type QuarantinedMessage = {
  readonly receivedAt: Instant;
  readonly topic: string;
  /** From the topic; it may be unknown. */
  readonly deviceId: string | null;
  readonly messageId: string | null;
  readonly reason: QuarantineReason;
  readonly payload: Uint8Array;
};

const kept = (payload: Uint8Array): Buffer => Buffer.from(payload.subarray(0, KEPT_BYTES));

/** The oldest give way to them; those that another process is about to remove are left to it, frozen as it may be. */
export const storeQuarantined = async (
  db: Executor,
  messages: readonly QuarantinedMessage[],
  keep = KEPT_ROWS,
): Promise<void> => {
  const rows = messages.map((message) => ({
    received_at: new Date(message.receivedAt).toISOString(),
    topic: message.topic.slice(0, TOPIC_LENGTH),
    device_id: message.deviceId,
    message_id: message.messageId,
    reason: message.reason,
    size: message.payload.byteLength,
    payload: kept(message.payload).toString('hex'),
  }));
  await sql`
    with stored as (
      insert into quarantine (received_at, topic, device_id, message_id, reason, size, payload)
      select received_at, topic, device_id, message_id, reason, size, decode(payload, 'hex')
      from jsonb_to_recordset(${jsonb(rows)}) as given (
        received_at timestamptz, topic text, device_id uuid, message_id uuid, reason text, size int, payload text)
      returning id)
    delete from quarantine where id in (
      select id from quarantine where id <= (select max(id) from stored) - ${keep}
      order by id limit ${GONE_FOR_ONE * messages.length} for update skip locked)`.execute(db);
};

const isStoredAlready = async (db: Executor, message: QuarantinedMessage): Promise<boolean> => {
  const { rows } = await sql`
    select from quarantine
    where device_id = ${message.deviceId} and reason = ${message.reason}
      and size = ${message.payload.byteLength} and payload = ${kept(message.payload)}
      and received_at > ${timestamp(message.receivedAt - SAME_MESSAGE_WINDOW)}
    limit 1`.execute(db);
  return rows.length > 0;
};

/**
 * For a topic that two processes read: one row, and one event raised by it, not two. They take turns per device;
 * when the other does not give up its turn, two rows and two events are better than waiting.
 */
export const storeQuarantinedOnce = async (
  db: Database,
  message: QuarantinedMessage,
  raised: NewEvent | null,
): Promise<StoredEvent[]> => {
  const store = (takeTurns: boolean): Promise<StoredEvent[]> =>
    db.transaction().execute(async (tx) => {
      if (takeTurns) {
        await sql`select set_config('lock_timeout', ${TURN_LIMIT}, true)`.execute(tx);
        await sql`select pg_advisory_xact_lock(hashtextextended(${message.topic}, 0))`.execute(tx);
        if (await isStoredAlready(tx, message)) return [];
      }
      await storeQuarantined(tx, [message]);
      return raised === null ? [] : storeEvents(tx, [raised]);
    });
  try {
    return await store(message.deviceId !== null);
  } catch (error) {
    if (isLockTimeout(error)) return store(false);
    throw error;
  }
};
