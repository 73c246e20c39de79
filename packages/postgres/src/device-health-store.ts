import type { Instant } from '@varde/domain';
import { sql } from 'kysely';
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

export type ModelHealth = {
  readonly group: string;
  readonly devices: number;
  readonly silent: number;
  readonly faults: number;
};

/** By kind of device, by firmware or by area: how many there are at homes, and how many of them have something open. */
export const listModelHealth = async (
  db: Executor,
  municipalityId: string,
  by: 'profile' | 'firmware' | 'area',
): Promise<ModelHealth[]> => {
  const group = {
    profile: sql`device.profile`,
    firmware: sql`device.profile || ' ' || coalesce(status.firmware, '?')`,
    area: sql`home.area_id`,
  }[by];
  const { rows } = await sql<ModelHealth>`
    with trouble as materialized (
      select device_id, bool_or(kind = 'device-silent') as silent, bool_or(kind <> 'device-silent') as fault
      from alarm
      where municipality_id = ${municipalityId} and state <> 'closed' and device_id is not null
        and (queue = 'technician' or kind = 'device-silent')
      group by device_id)
    select ${group} as "group", count(*)::int as devices, count(*) filter (where trouble.silent)::int as silent,
      count(*) filter (where trouble.fault)::int as faults
    from device left join device_status status on status.device_id = device.id
    left join home on home.id = device.home_id left join trouble on trouble.device_id = device.id
    where device.municipality_id = ${municipalityId} and device.state in ('installed', 'in-service')
    group by 1 order by 3 desc, 4 desc, 1 limit 500`.execute(db);
  return rows;
};
