import {
  type AnswerTargets,
  type DeviceState,
  type Instant,
  isAtHome,
  mayRaise,
  type ResponderStatus,
  type ResponsePlan,
  raisesByItself,
  type SeenRestore,
  type TriageFacts,
} from '@varde/domain';
import { sql } from 'kysely';
import { type AlarmRow, alarmColumns, toAlarm } from './alarm-row.ts';
import type { AlarmContext } from './alarm-store.ts';
import type { Executor } from './database.ts';
import { loadRestores } from './decided-restores.ts';
import { loadResidents, toPlans } from './home-plans.ts';
import { loadUndecidedEvents, type UndecidedEvent } from './undecided-events.ts';

/** All that triage asks about one device, whichever of its events is in hand. */
export type DeviceFacts = Omit<TriageFacts, 'event' | 'idReused'> & { readonly context: AlarmContext };

export type TriageBatch = {
  /** In the order of storing. */
  readonly events: readonly UndecidedEvent[];
  readonly devices: ReadonlyMap<string, DeviceFacts>;
};

type DeviceRow = {
  id: string;
  municipality_id: string;
  profile: string;
  state: DeviceState;
  test_until: number | null;
  home_id: string | null;
  resident_id: string | null;
  place: string | null;
  answer_targets: AnswerTargets;
};

/** Whoever decides on a device's events holds it; the order of the ids keeps two batches from a deadlock. */
const lockDevices = async (tx: Executor, eventIds: readonly string[]): Promise<DeviceRow[]> => {
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

type OpenAlarmRow = AlarmRow & { device_id: string };

const loadOpenAlarms = async (tx: Executor, deviceIds: readonly string[]): Promise<OpenAlarmRow[]> => {
  const { rows } = await sql<OpenAlarmRow>`
    select ${alarmColumns}, alarm.device_id from alarm
    where device_id = any(${deviceIds}::uuid[]) and state <> 'closed'`.execute(tx);
  return rows;
};

/** By home, on whichever device's alarm they were sent. */
const loadResponders = async (tx: Executor, homeIds: readonly string[]): Promise<Map<string, ResponderStatus[]>> => {
  if (homeIds.length === 0) return new Map();
  const { rows } = await sql<{ home_id: string; responders: ResponderStatus[] }>`
    select home_id, array_agg(responder) as responders from alarm
    where home_id = any(${homeIds}::uuid[]) and state <> 'closed' and responder is not null
    group by home_id`.execute(tx);
  return new Map(rows.map((row) => [row.home_id, row.responders]));
};

/** What restored these before they came. Those left to plans are asked about only where a plan has a colour for them. */
const loadRestoresOfPlanned = async (
  pipeline: Executor,
  events: readonly UndecidedEvent[],
  plans: ReadonlyMap<string, readonly ResponsePlan[]>,
): Promise<Map<string, SeenRestore[]>> => {
  const planned = events.filter(
    ({ deviceId, event }) => !raisesByItself(event.kind) && mayRaise(event, plans.get(deviceId) ?? []),
  );
  return loadRestores(pipeline, planned);
};

/**
 * Locks the devices these events belong to, and loads what is still to be decided with its facts: six statements, which
 * travel in two goes; a third where a plan has a colour for what raises nothing by itself.
 */
export const loadTriageBatch = async (
  pipeline: Executor,
  eventIds: readonly string[],
  now: Instant,
): Promise<TriageBatch> => {
  const [rows, undecided] = await Promise.all([
    lockDevices(pipeline, eventIds),
    // Begun when the lock is held: whoever had it before has committed.
    loadUndecidedEvents(pipeline, eventIds),
  ]);
  const ids = rows.map((row) => row.id);
  const held = new Set(ids);
  const events = undecided.filter(({ deviceId }) => held.has(deviceId));
  if (events.length === 0) return { events, devices: new Map() };
  const homeIds = [...new Set(rows.flatMap((row) => (row.home_id === null ? [] : [row.home_id])))];
  const [living, alarms, restores, responders] = await Promise.all([
    loadResidents(pipeline, homeIds, now),
    loadOpenAlarms(pipeline, ids),
    loadRestores(
      pipeline,
      events.filter(({ event }) => raisesByItself(event.kind)),
    ),
    loadResponders(pipeline, homeIds),
  ]);
  const residents = Map.groupBy(living, (resident) => resident.home_id);
  const homes = new Map(rows.map((row) => [row.id, row.home_id === null ? [] : (residents.get(row.home_id) ?? [])]));
  const plans = new Map([...homes].map(([deviceId, home]) => [deviceId, toPlans(home)]));
  const planned = await loadRestoresOfPlanned(pipeline, events, plans);
  const open = Map.groupBy(alarms, (alarm) => alarm.device_id);
  const toFacts = (row: DeviceRow): DeviceFacts => {
    const home = homes.get(row.id) ?? [];
    return {
      device: {
        id: row.id,
        profile: row.profile,
        inService: isAtHome(row.state),
        testUntil: row.test_until,
      },
      context: {
        municipalityId: row.municipality_id,
        deviceId: row.id,
        residentIds: row.resident_id === null ? home.map((resident) => resident.id) : [row.resident_id],
        homeId: row.home_id,
        place: row.place,
      },
      plans: plans.get(row.id) ?? [],
      residents: home.length,
      targets: row.answer_targets,
      open: (open.get(row.id) ?? []).map(toAlarm),
      restores: [...(restores.get(row.id) ?? []), ...(planned.get(row.id) ?? [])],
      // Without a home there is no door to stand at.
      responders: row.home_id === null ? [] : (responders.get(row.home_id) ?? []),
    };
  };
  return { events, devices: new Map(rows.map((row) => [row.id, toFacts(row)])) };
};
