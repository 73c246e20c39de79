import { type Instant, mayRaise, type ResponderStatus, raisesByItself, type SeenRestore } from '@varde/domain';
import { sql } from 'kysely';
import { type AlarmRow, alarmColumns } from './alarm-row.ts';
import { type Among, among } from './among.ts';
import type { Executor } from './database.ts';
import { loadRestores, loadRestoresOf } from './decided-restores.ts';
import { loadResidents, type ResidentRow, toPlans } from './home-plans.ts';
import type { UndecidedEvent } from './undecided-events.ts';

type OpenAlarmRow = AlarmRow & { device_id: string };

/** What triage asks beside the devices and their events. */
export type Related = {
  readonly living: readonly ResidentRow[];
  readonly alarms: readonly OpenAlarmRow[];
  /** By device. */
  readonly restores: ReadonlyMap<string, readonly SeenRestore[]>;
  /** By home, on whichever device's alarm they were sent. */
  readonly responders: ReadonlyMap<string, readonly ResponderStatus[]>;
};

const loadOpenAlarms = async (tx: Executor, devices: Among): Promise<OpenAlarmRow[]> => {
  const { rows } = await sql<OpenAlarmRow>`
    select ${alarmColumns}, alarm.device_id from alarm
    where ${devices(sql.ref('alarm.device_id'))} and state <> 'closed'`.execute(tx);
  return rows;
};

const loadResponders = async (tx: Executor, homes: Among): Promise<Map<string, ResponderStatus[]>> => {
  const { rows } = await sql<{ home_id: string; responders: ResponderStatus[] }>`
    select home_id, array_agg(responder) as responders from alarm
    where ${homes(sql.ref('alarm.home_id'))} and state <> 'closed' and responder is not null
    group by home_id`.execute(tx);
  return new Map(rows.map((row) => [row.home_id, row.responders]));
};

/** For one event, asked before it is known whose it is: an alarm is alone, and saves a way there and back. */
export const loadRelatedOf = async (pipeline: Executor, eventId: string, now: Instant): Promise<Related> => {
  const device: Among = (column) => sql`${column} = (select device_id from event where id = ${eventId}::bigint)`;
  const home: Among = (column) => sql`${column} = (
    select coalesce(device.home_id, resident.home_id) from event
    join device on device.id = event.device_id left join resident on resident.id = device.resident_id
    where event.id = ${eventId}::bigint)`;
  const [living, alarms, restores, responders] = await Promise.all([
    loadResidents(pipeline, home, now),
    loadOpenAlarms(pipeline, device),
    loadRestoresOf(pipeline, eventId),
    loadResponders(pipeline, home),
  ]);
  return { living, alarms, restores, responders };
};

type Located = { readonly id: string; readonly home_id: string | null };

const concat = <V>(...maps: readonly ReadonlyMap<string, readonly V[]>[]): Map<string, V[]> => {
  const all = new Map<string, V[]>();
  for (const [key, values] of maps.flatMap((map) => [...map])) all.set(key, [...(all.get(key) ?? []), ...values]);
  return all;
};

/** What restored those that a plan has a colour for; of most of what devices say nobody needs to know. */
const loadRestoresOfPlanned = (
  pipeline: Executor,
  devices: readonly Located[],
  events: readonly UndecidedEvent[],
  living: readonly ResidentRow[],
): Promise<Map<string, SeenRestore[]>> => {
  const residents = Map.groupBy(living, (resident) => resident.home_id);
  const homeOf = new Map(devices.map(({ id, home_id }) => [id, home_id]));
  const plansOf = (deviceId: string) => toPlans(residents.get(homeOf.get(deviceId) ?? '') ?? []);
  return loadRestores(
    pipeline,
    events.filter(({ deviceId, event }) => !raisesByItself(event.kind) && mayRaise(event, plansOf(deviceId))),
  );
};

/** For a batch, when it is known whose its events are. */
export const loadRelated = async (
  pipeline: Executor,
  devices: readonly Located[],
  events: readonly UndecidedEvent[],
  now: Instant,
): Promise<Related> => {
  const homes = [...new Set(devices.flatMap(({ home_id }) => (home_id === null ? [] : [home_id])))];
  const [living, alarms, raising, responders] = await Promise.all([
    loadResidents(pipeline, among(homes), now),
    loadOpenAlarms(pipeline, among(devices.map(({ id }) => id))),
    loadRestores(
      pipeline,
      events.filter(({ event }) => raisesByItself(event.kind)),
    ),
    loadResponders(pipeline, among(homes)),
  ]);
  const planned = await loadRestoresOfPlanned(pipeline, devices, events, living);
  return { living, alarms, restores: concat(raising, planned), responders };
};
