import type { Instant } from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';
import { atHome } from './at-home.ts';
import type { Executor } from './database.ts';
import { timestamp } from './timestamp.ts';

export type DeviceHealth = {
  /** What it said of itself, by kind. */
  readonly technical: readonly { readonly kind: string; readonly count: number; readonly last: Instant }[];
  /** Its alarms that somebody closed, and those of them that were nothing. */
  readonly closed: number;
  readonly falseAlarms: number;
};

/** One device since an instant. `technicalKinds`: those that are about the device. */
export const findDeviceHealth = async (
  db: Executor,
  deviceId: string,
  technicalKinds: readonly string[],
  since: Instant,
): Promise<DeviceHealth> => {
  const [events, alarms] = await Promise.all([
    sql<DeviceHealth['technical'][number]>`
      select wanted.kind, count(*)::int as count, max(event.received_at) as last
      from unnest(${technicalKinds}::text[]) as wanted (kind)
      join event on event.device_id = ${deviceId} and event.kind = wanted.kind and event.received_at >= ${timestamp(since)}
      group by wanted.kind order by count desc, wanted.kind`.execute(db),
    sql<{ closed: number; falseAlarms: number }>`
      select count(*)::int as closed, count(*) filter (where cause = 'false-alarm')::int as "falseAlarms"
      from alarm
      where device_id = ${deviceId} and state = 'closed' and not test and received_at >= ${timestamp(since)}
        and kind <> all(${technicalKinds}::text[])`.execute(db),
  ]);
  return { technical: events.rows, closed: 0, falseAlarms: 0, ...alarms.rows[0] };
};

export type ModelGrouping = 'profile' | 'firmware' | 'area';

const GROUPS: Readonly<Record<ModelGrouping, RawBuilder<unknown>>> = {
  profile: sql`device.profile`,
  firmware: sql`device.profile || ' ' || coalesce(status.firmware, '?')`,
  area: sql`home.area_id`,
};
const JOINS: Readonly<Record<ModelGrouping, RawBuilder<unknown>>> = {
  profile: sql``,
  firmware: sql`left join device_status status on status.device_id = device.id`,
  area: sql`left join home on home.id = device.home_id`,
};

export type ModelCount = { readonly group: string | null; readonly devices: number };

/** How many devices there are at homes, by kind, by firmware or by area: reads every device of the municipality. */
export const countModels = async (db: Executor, municipalityId: string, by: ModelGrouping): Promise<ModelCount[]> => {
  const { rows } = await sql<ModelCount>`
    select ${GROUPS[by]} as "group", count(*)::int as devices
    from device ${JOINS[by]}
    where device.municipality_id = ${municipalityId} and ${atHome('device')} group by 1`.execute(db);
  return rows;
};

export type ModelTrouble = { readonly group: string | null; readonly silent: number; readonly faults: number };

/** How many of them have something open: reads the open alarms only. */
export const findModelTrouble = async (
  db: Executor,
  municipalityId: string,
  by: ModelGrouping,
): Promise<ModelTrouble[]> => {
  const { rows } = await sql<ModelTrouble>`
    with trouble as materialized (
      select device_id, bool_or(kind = 'device-silent') as silent, bool_or(kind <> 'device-silent') as fault
      from alarm
      where municipality_id = ${municipalityId} and state <> 'closed' and device_id is not null
        and (queue = 'technician' or kind = 'device-silent')
      group by device_id)
    select ${GROUPS[by]} as "group", count(*) filter (where trouble.silent)::int as silent,
      count(*) filter (where trouble.fault)::int as faults
    from trouble join device on device.id = trouble.device_id ${JOINS[by]}
    where ${atHome('device')} group by 1`.execute(db);
  return rows;
};
