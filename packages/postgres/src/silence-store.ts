import { DEVICE_PROFILES, type DeviceContact, type Instant, seconds } from '@varde/domain';
import { sql } from 'kysely';
import { atHome } from './at-home.ts';
import type { Executor } from './database.ts';
import { jsonb } from './timestamp.ts';

/** A device that may be silent: its latest contact is older than its limit, and nothing has been raised about it. */
export type SilenceCandidate = DeviceContact & { readonly deviceId: string; readonly municipalityId: string };

export type SilencePage = {
  readonly candidates: readonly SilenceCandidate[];
  /** Read on from this block; null: that was the whole registry. */
  readonly next: number | null;
};

type CandidateRow = {
  device_id: string | null;
  municipality_id: string;
  profile: string;
  last_contact: number;
  hub_profile: string | null;
  hub_contact: number | null;
  hub_heard_at: number | null;
  whole: number;
};

const HUBS = DEVICE_PROFILES.filter(({ hub }) => hub).map(({ id }) => id);

const limitsAt = (now: Instant) =>
  DEVICE_PROFILES.map(({ id, silentAfterSeconds }) => ({
    profile: id,
    before: new Date(now - seconds(silentAfterSeconds)).toISOString(),
  }));

/** Before the first row of a block of the table. */
const startOf = (block: number) => sql`${`(${block},0)`}::tid`;

/**
 * Looks through one page of the devices that were ever heard: so many blocks of the table as it lies on the disk.
 * `device_status` has no index on the latest contact, since each heartbeat would have to write it, and to read a
 * million rows by an index would cost as much as to write them. A row that moves meanwhile is seen in the next round.
 * What is silent is raised once: the event that said so carries the contact it was silent since.
 */
export const loadSilencePage = async (
  db: Executor,
  from: number,
  blocks: number,
  listenedUntil: Instant,
): Promise<SilencePage> => {
  const limits = limitsAt(listenedUntil);
  const shortest = limits
    .map(({ before }) => before)
    .toSorted()
    .at(-1);
  const { rows } = await sql<CandidateRow>`
    with page as materialized (
      select device_id, date_trunc('milliseconds', last_contact) as last_contact from device_status
      where ctid >= ${startOf(from)} and ctid < ${startOf(from + blocks)} and last_contact < ${shortest}::timestamptz
    ), candidate as (
      select device.id as device_id, device.municipality_id, device.profile, page.last_contact,
        hub.profile as hub_profile, hub.last_contact as hub_contact, hub.heard_at as hub_heard_at
      from page
      join device on device.id = page.device_id and ${atHome('device')}
      join jsonb_to_recordset(${jsonb(limits)}) as allowed (profile text, before timestamptz)
        on allowed.profile = device.profile and page.last_contact < allowed.before
      left join lateral (
        select base.profile, status.last_contact,
          (select max(event.received_at) from event
           where event.device_id = base.id and event.kind = 'device-heard') as heard_at
        from device base join device_status status on status.device_id = base.id
        where base.home_id = device.home_id and ${atHome('base')} and base.id <> device.id
          and base.profile = any(${HUBS})
        order by status.last_contact desc limit 1) hub on true
      where not exists (
        select from event
        where event.device_id = page.device_id and event.kind = 'device-silent' and event.at = page.last_contact)
    )
    select candidate.*, size.whole
    from (select pg_relation_size('device_status') / current_setting('block_size')::int as whole) size
    left join candidate on true`.execute(db);
  const next = from + blocks;
  return {
    candidates: rows.flatMap((row) => (row.device_id === null ? [] : [toCandidate(row, row.device_id)])),
    next: next < (rows[0]?.whole ?? 0) ? next : null,
  };
};

const toCandidate = (row: CandidateRow, deviceId: string): SilenceCandidate => ({
  deviceId,
  municipalityId: row.municipality_id,
  profile: row.profile,
  lastContact: row.last_contact,
  hub:
    row.hub_profile === null || row.hub_contact === null
      ? null
      : { profile: row.hub_profile, lastContact: row.hub_contact, heardAgainAt: row.hub_heard_at },
});

/** A device that was told of as silent, and has been heard since. */
export type HeardAgain = { readonly deviceId: string; readonly municipalityId: string; readonly lastContact: Instant };

export const loadHeardAgain = async (db: Executor, limit: number): Promise<HeardAgain[]> => {
  const { rows } = await sql<HeardAgain>`
    select alarm.device_id as "deviceId", alarm.municipality_id as "municipalityId",
      heard.at as "lastContact"
    from alarm join device_status status on status.device_id = alarm.device_id,
      date_trunc('milliseconds', status.last_contact) as heard (at)
    where alarm.kind = 'device-silent' and alarm.condition = 'active' and alarm.state <> 'closed'
      and heard.at > to_timestamp((alarm.raised ->> 'maxAt')::float8 / 1000)
      and not exists (
        select from event where event.device_id = alarm.device_id and event.kind = 'device-heard'
          and event.at = heard.at)
    limit ${limit}`.execute(db);
  return rows;
};
