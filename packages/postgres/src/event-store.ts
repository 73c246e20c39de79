import { type AcceptedEvent, CANARY_DEVICE_IDS, type Instant, type Lane } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';
import { jsonb } from './timestamp.ts';

/** An event ready to be committed, and whose it is. */
export type NewEvent = AcceptedEvent & {
  readonly municipalityId: string;
  readonly deviceId: string;
  readonly lane: Lane;
  readonly receivedAt: Instant;
};

export type StoredEvent = {
  readonly id: string;
  readonly deviceId: string;
  readonly messageId: string;
  readonly kind: string;
  readonly lane: Lane;
};

const iso = (at: Instant): string => new Date(at).toISOString();

/**
 * Commits events in one statement and tells which of them are new: the same device, id, kind and time again is
 * the same event, whoever stored it first.
 */
export const storeEvents = async (db: Executor, events: readonly NewEvent[]): Promise<StoredEvent[]> => {
  const rows = events.map((event) => ({
    municipality_id: event.municipalityId,
    device_id: event.deviceId,
    message_id: event.messageId,
    kind: event.kind,
    at: iso(event.at),
    received_at: iso(event.receivedAt),
    seq: event.seq,
    test: event.test,
    lane: event.lane,
    data: event.data,
    marks: event.marks,
  }));
  const stored = await sql<Omit<StoredEvent, 'id'> & { id: number }>`
    insert into event (municipality_id, device_id, message_id, kind, at, received_at, seq, test, lane, data, marks)
    select municipality_id, device_id, message_id, kind, at, received_at, seq, test, lane, data, marks
    from jsonb_to_recordset(${jsonb(rows)}) as given (
      municipality_id text, device_id uuid, message_id uuid, kind text, at timestamptz, received_at timestamptz,
      seq bigint, test boolean, lane text, data jsonb, marks text[])
    on conflict (device_id, message_id, kind, at) do nothing
    returning id, device_id as "deviceId", message_id as "messageId", kind, lane`.execute(db);
  return stored.rows.map((row) => ({ ...row, id: String(row.id) }));
};

export type SweepOptions = {
  readonly lane: Lane;
  /** Younger ones are left to their ring. */
  readonly receivedBefore: Instant;
  readonly limit: number;
  /** These first, whatever waits: the red kinds. */
  readonly urgentKinds: readonly string[];
  /** Events that failed lately and have their own time to be tried again. */
  readonly except: readonly string[];
};

/** Among so many, each device gets its turn; a longer backlog is looked through as it shrinks. */
const TURNS_AMONG = 20_000;

/**
 * Events stored and not decided: a ring was lost, or the queue was wiped. The urgent ones first, and of these the
 * oldest of every device before the second of any: who says the same a thousand times holds nobody else up.
 */
export const findUndecidedEvents = async (db: Executor, options: SweepOptions): Promise<string[]> => {
  const { rows } = await sql<{ id: number }>`
    select id from (
      select id, device_id, kind = any(${options.urgentKinds}::text[]) as urgent from event
      where outcome is null and lane = ${options.lane} and received_at < ${iso(options.receivedBefore)}::timestamptz
        and id <> all(${options.except}::bigint[]) and device_id <> all(${CANARY_DEVICE_IDS}::uuid[])
      order by urgent desc, id limit ${TURNS_AMONG}) undecided
    order by urgent desc, row_number() over (partition by device_id, urgent order by id), id
    limit ${options.limit}`.execute(db);
  return rows.map((row) => String(row.id));
};
