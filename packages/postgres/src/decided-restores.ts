import {
  EVENT_KINDS,
  effectiveAt,
  type Instant,
  RESTORE_MEMORY,
  restoreMatchValue,
  restorersOf,
  type SeenRestore,
  type TriageEvent,
} from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';
import { jsonb } from './timestamp.ts';
import type { EventRow, UndecidedEvent } from './undecided-events.ts';

/** Of one kind and device, the latest; more say nothing new. */
const RESTORES_KEPT = 50;

/** What a decided event says to a raise that comes after it. */
export const seenRestore = (
  event: Pick<TriageEvent, 'kind' | 'at' | 'receivedAt' | 'seq' | 'data' | 'marks'>,
): SeenRestore => ({
  kind: event.kind,
  at: effectiveAt(event),
  seq: event.seq,
  matchValue: restoreMatchValue(event.kind, event.data),
});

type RestoreRow = Pick<EventRow, 'device_id' | 'kind' | 'at' | 'received_at' | 'seq' | 'data' | 'marks'>;

const toSeen = (row: RestoreRow): SeenRestore => seenRestore({ ...row, receivedAt: row.received_at });

const byDevice = (rows: readonly RestoreRow[]): Map<string, SeenRestore[]> =>
  new Map([...Map.groupBy(rows, (row) => row.device_id)].map(([deviceId, found]) => [deviceId, found.map(toSeen)]));

const restoreColumns = sql.raw('device_id, kind, at, received_at, seq, data, marks');

/** Kind → the kinds that restore it, as part of the statement. */
const RESTORERS = sql.lit(
  JSON.stringify(Object.fromEntries(Object.keys(EVENT_KINDS).map((kind) => [kind, restorersOf(kind)]))),
);

/** The same as `loadRestores` for one event, of which nothing but its id is known yet. */
export const loadRestoresOf = async (tx: Executor, eventId: string): Promise<Map<string, SeenRestore[]>> => {
  const { rows } = await sql<RestoreRow>`
    select restore.*
    from event raised
    cross join lateral jsonb_array_elements_text(${RESTORERS}::jsonb -> raised.kind) as restorer (kind)
    cross join lateral (
      select ${restoreColumns} from event
      where device_id = raised.device_id and kind = restorer.kind and outcome is not null
        and received_at > raised.received_at - ${RESTORE_MEMORY} * interval '1 millisecond'
      order by received_at desc limit ${RESTORES_KEPT}) restore
    where raised.id = ${eventId}::bigint`.execute(tx);
  return byDevice(rows);
};

/**
 * Restores decided already that could belong to one of these events. How far back goes by when the event was
 * received, not by the clock: decided an hour late, it is decided the same.
 */
export const loadRestores = async (
  tx: Executor,
  events: readonly UndecidedEvent[],
): Promise<Map<string, SeenRestore[]>> => {
  const since = new Map<string, Instant>();
  for (const { deviceId, event } of events) {
    for (const kind of restorersOf(event.kind)) {
      const pair = `${deviceId} ${kind}`;
      since.set(pair, Math.min(since.get(pair) ?? event.receivedAt, event.receivedAt));
    }
  }
  const wanted = [...since].map(([pair, receivedAt]) => {
    const [device_id, kind] = pair.split(' ');
    return { device_id, kind, since: new Date(receivedAt - RESTORE_MEMORY).toISOString() };
  });
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<RestoreRow>`
    select restore.*
    from jsonb_to_recordset(${jsonb(wanted)}) as wanted (device_id uuid, kind text, since timestamptz)
    cross join lateral (
      select ${restoreColumns} from event
      where device_id = wanted.device_id and kind = wanted.kind and received_at > wanted.since
        and outcome is not null
      order by received_at desc limit ${RESTORES_KEPT}) restore`.execute(tx);
  return byDevice(rows);
};
