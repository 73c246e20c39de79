import type { Mark, TriageEvent } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';

export type UndecidedEvent = { readonly deviceId: string; readonly event: TriageEvent; readonly idReused: boolean };

export type EventRow = {
  id: number;
  device_id: string;
  message_id: string;
  kind: string;
  at: number;
  received_at: number;
  seq: number | null;
  test: boolean;
  data: Record<string, unknown> | null;
  marks: Mark[];
  id_reused: boolean;
};

/**
 * Those among `eventIds` nobody has decided, in the order of storing; their devices are held. Of two events with one
 * message id the one decided second is the reused one: its number says nothing, since the first number may be the
 * later commit, unseen while the second was decided.
 */
export const loadUndecidedEvents = async (tx: Executor, eventIds: readonly string[]): Promise<UndecidedEvent[]> => {
  const { rows } = await sql<EventRow>`
    select id, device_id, message_id, kind, at, received_at, seq, test, data, marks,
           exists (
             select from event other
             where other.device_id = event.device_id and other.message_id = event.message_id
               and (other.outcome is not null or other.id < event.id and other.id = any(${eventIds}::bigint[])))
             as id_reused
    from event
    where id = any(${eventIds}::bigint[]) and outcome is null
    order by id`.execute(tx);
  return rows.map((row) => ({
    deviceId: row.device_id,
    idReused: row.id_reused,
    event: {
      id: String(row.id),
      messageId: row.message_id,
      kind: row.kind,
      at: row.at,
      receivedAt: row.received_at,
      seq: row.seq,
      test: row.test,
      data: row.data,
      marks: row.marks,
    },
  }));
};
