import type { Receipt } from '@varde/contracts';
import type { Alarm, Instant } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor, Tx } from './database.ts';
import { jsonb } from './timestamp.ts';

/** A receipt tells of the latest twenty merged messages at most. */
const ALSO_LIMIT = 20;

export type WaitingReceipt = { readonly id: string; readonly deviceId: string; readonly receipt: Receipt };

const enqueue = async (tx: Executor, deviceId: string, receipt: Receipt): Promise<void> => {
  await sql`insert into receipt_outbox (device_id, body) values (${deviceId}, ${jsonb(receipt)})`.execute(tx);
};

/**
 * Tells the device that a human has its alarm, or has closed it; part of the transaction that says so. An alarm
 * somebody phoned in has no device, and nobody is told.
 */
export const enqueueReceipts = async (
  tx: Tx,
  alarm: Pick<Alarm, 'id' | 'messageIds'>,
  state: 'answered' | 'closed',
  at: Instant,
): Promise<void> => {
  const { rows } = await sql<{ device_id: string }>`
    select device_id from alarm where id = ${alarm.id} and device_id is not null`.execute(tx);
  const device = rows[0];
  const [id, ...also] = alarm.messageIds;
  if (device === undefined || id === undefined) return;
  const receipt: Receipt = { id, state, at: new Date(at).toISOString() };
  await enqueue(tx, device.device_id, also.length === 0 ? receipt : { ...receipt, also: also.slice(-ALSO_LIMIT) });
};

/** Tells the device that the alarm this message was merged into is answered already. */
export const enqueueMergedReceipt = async (
  tx: Executor,
  deviceId: string,
  messageId: string,
  answeredAt: Instant,
): Promise<void> => enqueue(tx, deviceId, { id: messageId, state: 'answered', at: new Date(answeredAt).toISOString() });

/** The oldest first. */
export const loadWaitingReceipts = async (db: Executor, limit: number): Promise<WaitingReceipt[]> => {
  const { rows } = await sql<{ id: number; device_id: string; body: Receipt }>`
    select id, device_id, body from receipt_outbox order by id limit ${limit}`.execute(db);
  return rows.map((row) => ({ id: String(row.id), deviceId: row.device_id, receipt: row.body }));
};

/** The broker has them. */
export const deleteReceipts = async (db: Executor, ids: readonly string[]): Promise<void> => {
  await sql`delete from receipt_outbox where id = any(${ids}::bigint[])`.execute(db);
};
