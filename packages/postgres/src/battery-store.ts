import type { BatterySample, Instant } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';
import { timestamp } from './timestamp.ts';

/** Samples of one device that are read: years of it. */
const READ = 400;

/**
 * Notes what changed in one page of the devices, so many blocks of the table as it lies on the disk; gives the block to
 * read on from, null at the end.
 */
export const sampleBatteries = async (
  db: Executor,
  from: number,
  blocks: number,
  now: Instant,
): Promise<number | null> => {
  const block = (number: number) => sql`${`(${number},0)`}::tid`;
  const { rows } = await sql<{ whole: number }>`
    with page as materialized (
      select device_id, battery from device_status
      where ctid >= ${block(from)} and ctid < ${block(from + blocks)} and battery is not null),
    noted as (
      insert into battery_sample (device_id, at, percent)
      select page.device_id, ${timestamp(now)}, page.battery from page
      left join lateral (
        select percent from battery_sample where device_id = page.device_id order by at desc limit 1) last on true
      where last.percent is distinct from page.battery
      on conflict do nothing)
    select pg_relation_size('device_status') / current_setting('block_size')::int as whole`.execute(db);
  const next = from + blocks;
  return next < (rows[0]?.whole ?? 0) ? next : null;
};

/** Of one device, the latest first. */
export const listBatterySamples = async (db: Executor, deviceId: string): Promise<BatterySample[]> => {
  const { rows } = await sql<BatterySample>`
    select at, percent from battery_sample where device_id = ${deviceId} order by at desc limit ${READ}`.execute(db);
  return rows;
};
