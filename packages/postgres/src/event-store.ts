import { type AcceptedEvent, CANARY_DEVICE_IDS, type Instant, type Lane } from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Executor } from './database.ts';

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
    with stored as (
      insert into event (municipality_id, device_id, message_id, kind, at, received_at, seq, test, lane, data, marks)
      select municipality_id, device_id, message_id, kind, at, received_at, seq, test, lane, data, marks
      from json_to_recordset(${JSON.stringify(rows)}::json) as given (
        municipality_id text, device_id uuid, message_id uuid, kind text, at timestamptz, received_at timestamptz,
        seq bigint, test boolean, lane text, data jsonb, marks text[])
      on conflict (device_id, message_id, kind, at) do nothing
      returning id, device_id as "deviceId", message_id as "messageId", kind, lane),
    waiting as (
      insert into undecided_batch (lane, event_ids) select lane, array_agg(id) from stored group by lane)
    select * from stored`.execute(db);
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

const undecidedEvents = ({ lane, receivedBefore, except }: SweepOptions): RawBuilder<unknown> => sql`
  undecided_batch batch
  cross join lateral unnest(batch.event_ids) with ordinality as place (event_id, number)
  join event on event.id = place.event_id
  where batch.lane = ${lane} and event.outcome is null and event.received_at < ${iso(receivedBefore)}::timestamptz
    and event.id <> all(${except}::bigint[]) and event.device_id <> all(${CANARY_DEVICE_IDS}::uuid[])`;

/**
 * Alarms stored and not decided: a ring was lost, or the queue was wiped. The urgent ones first, and of these the
 * oldest of every device before the second of any: who says the same a thousand times holds nobody else up.
 */
const findUndecidedAlarms = async (db: Executor, options: SweepOptions): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select id from (
      select event.id, event.device_id, event.kind = any(${options.urgentKinds}::text[]) as urgent
      from ${undecidedEvents(options)}
      order by urgent desc, event.id limit ${TURNS_AMONG}) undecided
    order by urgent desc, row_number() over (partition by device_id, urgent order by id), id
    limit ${options.limit}`.execute(db);
  return rows.map(({ id }) => id);
};

/** On the event lane the first to come is the first to be decided, and no more is read than is asked for. */
const findUndecidedInOrder = async (db: Executor, options: SweepOptions): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select event.id from ${undecidedEvents(options)}
    order by batch.id, place.number limit ${options.limit}`.execute(db);
  return rows.map(({ id }) => id);
};

/** Crosses off what is decided, then finds what is stored and is not. */
export const findUndecidedEvents = async (db: Executor, options: SweepOptions): Promise<string[]> => {
  await sql`
    delete from undecided_batch batch
    where lane = ${options.lane} and not exists (
      select from unnest(batch.event_ids) as event_id join event on event.id = event_id
      where event.outcome is null offset 0)`.execute(db);
  const find = options.lane === 'alarm' ? findUndecidedAlarms : findUndecidedInOrder;
  return (await find(db, options)).map(String);
};
