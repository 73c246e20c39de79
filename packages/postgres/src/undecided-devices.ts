import type { Decision, Instant } from '@varde/domain';
import { sql } from 'kysely';
import { atHome } from './at-home.ts';
import type { Executor } from './database.ts';
import { findDecisionsOf } from './decision-store.ts';
import { timestamp } from './timestamp.ts';

/** A device at somebody's home, and the decisions of all whose it is. */
export type DeviceWithDecisions = {
  readonly id: string;
  readonly profile: string;
  readonly functionsOff: readonly string[];
  readonly undecidedSince: Instant | null;
  readonly decisions: readonly Decision[];
};

type Row = Omit<DeviceWithDecisions, 'decisions'> & { readonly grantees: readonly string[] };

/**
 * One page of the devices, so many blocks of the table as it lies on the disk; `next` is the block to read on from, null
 * at the end.
 */
export const readDevicesWithDecisions = async (
  db: Executor,
  from: number,
  blocks: number,
): Promise<{ readonly devices: readonly DeviceWithDecisions[]; readonly next: number | null }> => {
  const block = (number: number) => sql`${`(${number},0)`}::tid`;
  const next = from + blocks;
  const [{ rows: devices }, { rows: sizes }] = await Promise.all([
    sql<Row>`
      select device.id, device.profile, device.functions_off as "functionsOff",
        device.undecided_since as "undecidedSince", case
          when device.resident_id is not null then array[device.resident_id::text]
          else array(select id::text from resident where resident.home_id = device.home_id and closed_at is null)
          end as grantees
      from device where device.ctid >= ${block(from)} and device.ctid < ${block(next)} and ${atHome('device')}`.execute(
      db,
    ),
    sql<{ whole: number }>`
      select pg_relation_size('device') / current_setting('block_size')::int as whole`.execute(db),
  ]);
  const decisions = Map.groupBy(
    await findDecisionsOf(db, [...new Set(devices.flatMap(({ grantees }) => grantees))]),
    ({ residentId }) => residentId,
  );
  return {
    devices: devices.map(({ grantees, ...device }) => ({
      ...device,
      decisions: grantees.flatMap((id) => decisions.get(id) ?? []),
    })),
    next: next < (sizes[0]?.whole ?? 0) ? next : null,
  };
};

/** Since when something these do stands on no decision; null: all of it stands on one. */
export const noteUndecided = async (
  db: Executor,
  deviceIds: readonly string[],
  since: Instant | null,
): Promise<void> => {
  if (deviceIds.length === 0) return;
  await sql`
    update device set undecided_since = ${timestamp(since)} where id = any(${deviceIds}::uuid[])`.execute(db);
};
