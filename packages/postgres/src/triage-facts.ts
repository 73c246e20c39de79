import {
  type Alarm,
  type AnswerTargets,
  effectiveAt,
  type Instant,
  type Mark,
  type PlanRule,
  type PlanStep,
  RESTORE_MEMORY,
  type ResponsePlan,
  restoreMatchValue,
  restorersOf,
  type SeenRestore,
  type TriageDevice,
  type TriageEvent,
} from '@varde/domain';
import { sql } from 'kysely';
import { type AlarmRow, alarmColumns, toAlarm } from './alarm-row.ts';
import type { AlarmContext } from './alarm-store.ts';
import type { Tx } from './database.ts';
import { jsonb, timestamp } from './timestamp.ts';

/** Of one kind and device, the latest; more say nothing new. */
const RESTORES_KEPT = 50;

export type UndecidedEvent = { readonly deviceId: string; readonly event: TriageEvent; readonly idReused: boolean };

/** What a decided event says to a raise that comes after it. */
export const seenRestore = (
  event: Pick<TriageEvent, 'kind' | 'at' | 'receivedAt' | 'seq' | 'data' | 'marks'>,
): SeenRestore => ({
  kind: event.kind,
  at: effectiveAt(event),
  seq: event.seq,
  matchValue: restoreMatchValue(event.kind, event.data),
});

/** All that triage asks about one device, whichever of its events is in hand. */
export type DeviceFacts = {
  readonly device: TriageDevice;
  readonly context: AlarmContext;
  readonly plans: readonly ResponsePlan[];
  readonly residents: number;
  readonly targets: AnswerTargets;
  readonly open: readonly Alarm[];
  readonly restores: readonly SeenRestore[];
};

export type TriageBatch = {
  /** In the order of storing. */
  readonly events: readonly UndecidedEvent[];
  readonly devices: ReadonlyMap<string, DeviceFacts>;
};

type DeviceRow = {
  id: string;
  municipality_id: string;
  profile: string;
  state: string;
  test_until: number | null;
  home_id: string | null;
  resident_id: string | null;
  place: string | null;
  answer_targets: AnswerTargets;
};

/** Whoever decides on a device's events holds it; the order of the ids keeps two batches from a deadlock. */
const lockDevices = async (tx: Tx, eventIds: readonly string[]): Promise<DeviceRow[]> => {
  const { rows } = await sql<DeviceRow>`
    select device.id, device.municipality_id, device.profile, device.state, device.test_until, device.place,
           device.resident_id, coalesce(device.home_id, resident.home_id) as home_id, municipality.answer_targets
    from device
    join municipality on municipality.id = device.municipality_id
    left join resident on resident.id = device.resident_id
    where device.id in (select device_id from event where id = any(${eventIds}::bigint[]) and outcome is null)
    order by device.id
    for no key update of device`.execute(tx);
  return rows;
};

type EventRow = {
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

const loadUndecidedEvents = async (
  tx: Tx,
  eventIds: readonly string[],
  deviceIds: readonly string[],
): Promise<UndecidedEvent[]> => {
  const { rows } = await sql<EventRow>`
    select id, device_id, message_id, kind, at, received_at, seq, test, data, marks,
           exists (
             select from event earlier
             where earlier.device_id = event.device_id and earlier.message_id = event.message_id
               and earlier.id < event.id) as id_reused
    from event
    where id = any(${eventIds}::bigint[]) and device_id = any(${deviceIds}::uuid[]) and outcome is null
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

type ResidentRow = {
  home_id: string;
  id: string;
  version: number | null;
  rules: PlanRule[];
  time_critical_medicine: boolean;
  steps: PlanStep[];
};

/** Everyone who lives in the homes, with the latest approved plan where there is one. */
const loadResidents = async (tx: Tx, homeIds: readonly string[], now: Instant): Promise<ResidentRow[]> => {
  const { rows } = await sql<ResidentRow>`
    select resident.home_id, resident.id, plan.version, plan.rules, plan.time_critical_medicine, plan.steps
    from resident
    left join lateral (
      select version, rules, time_critical_medicine, steps from response_plan
      where resident_id = resident.id and approved_at <= ${timestamp(now)}
      order by version desc limit 1) plan on true
    where resident.home_id = any(${homeIds}::uuid[])
    order by resident.id`.execute(tx);
  return rows;
};

const toPlans = (residents: readonly ResidentRow[]): ResponsePlan[] =>
  residents.flatMap((resident) =>
    resident.version === null
      ? []
      : [
          {
            residentId: resident.id,
            version: resident.version,
            rules: resident.rules,
            timeCriticalMedicine: resident.time_critical_medicine,
            steps: resident.steps,
          },
        ],
  );

const loadOpenAlarmsByDevice = async (tx: Tx, deviceIds: readonly string[]): Promise<Map<string, Alarm[]>> => {
  const { rows } = await sql<AlarmRow & { device_id: string }>`
    select ${alarmColumns}, alarm.device_id from alarm
    where device_id = any(${deviceIds}::uuid[]) and state <> 'closed'`.execute(tx);
  const open = new Map<string, Alarm[]>();
  for (const row of rows) open.set(row.device_id, [...(open.get(row.device_id) ?? []), toAlarm(row)]);
  return open;
};

type RestoreRow = Pick<EventRow, 'device_id' | 'kind' | 'at' | 'received_at' | 'seq' | 'data' | 'marks'>;

/**
 * Restores decided already that could belong to one of these events. How far back goes by when the event was
 * received, not by the clock: decided an hour late, it is decided the same.
 */
const loadRestores = async (tx: Tx, events: readonly UndecidedEvent[]): Promise<Map<string, SeenRestore[]>> => {
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
  const restores = new Map<string, SeenRestore[]>();
  if (wanted.length === 0) return restores;
  const { rows } = await sql<RestoreRow>`
    select restore.*
    from jsonb_to_recordset(${jsonb(wanted)}) as wanted (device_id uuid, kind text, since timestamptz)
    cross join lateral (
      select device_id, kind, at, received_at, seq, data, marks from event
      where device_id = wanted.device_id and kind = wanted.kind and received_at > wanted.since
        and outcome is not null
      order by received_at desc limit ${RESTORES_KEPT}) restore`.execute(tx);
  for (const { device_id, received_at, ...restore } of rows) {
    const seen = seenRestore({ ...restore, receivedAt: received_at });
    restores.set(device_id, [...(restores.get(device_id) ?? []), seen]);
  }
  return restores;
};

/** Locks the devices these events belong to, and loads what is still to be decided with its facts: five statements. */
export const loadTriageBatch = async (tx: Tx, eventIds: readonly string[], now: Instant): Promise<TriageBatch> => {
  const rows = await lockDevices(tx, eventIds);
  if (rows.length === 0) return { events: [], devices: new Map() };
  const ids = rows.map((row) => row.id);
  const events = await loadUndecidedEvents(tx, eventIds, ids);
  const homes = [...new Set(rows.flatMap((row) => (row.home_id === null ? [] : [row.home_id])))];
  const residents = Map.groupBy(await loadResidents(tx, homes, now), (resident) => resident.home_id);
  const open = await loadOpenAlarmsByDevice(tx, ids);
  const restores = await loadRestores(tx, events);
  const toFacts = (row: DeviceRow): DeviceFacts => {
    const home = row.home_id === null ? [] : (residents.get(row.home_id) ?? []);
    return {
      device: {
        id: row.id,
        profile: row.profile,
        inService: row.state === 'in-service',
        testUntil: row.test_until,
      },
      context: {
        municipalityId: row.municipality_id,
        deviceId: row.id,
        residentIds: row.resident_id === null ? home.map((resident) => resident.id) : [row.resident_id],
        homeId: row.home_id,
        place: row.place,
      },
      plans: toPlans(home),
      residents: home.length,
      targets: row.answer_targets,
      open: open.get(row.id) ?? [],
      restores: restores.get(row.id) ?? [],
    };
  };
  return { events, devices: new Map(rows.map((row) => [row.id, toFacts(row)])) };
};
