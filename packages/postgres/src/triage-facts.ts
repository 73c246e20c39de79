import {
  type Absence,
  type AnswerTargets,
  type DeviceState,
  type Instant,
  isAtHome,
  lodgingOf,
  type TriageFacts,
} from '@varde/domain';
import { sql } from 'kysely';
import { toAlarm } from './alarm-row.ts';
import type { AlarmContext } from './alarm-store.ts';
import type { Executor } from './database.ts';
import { toPlans } from './home-plans.ts';
import { loadRelated, loadRelatedOf } from './triage-related.ts';
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
  test_call: boolean;
  home_id: string | null;
  resident_id: string | null;
  place: string | null;
  answer_targets: AnswerTargets;
  absence: Absence | null;
};

/** Whoever decides on a device's events holds it; the order of the ids keeps two batches from a deadlock. */
const lockDevices = async (tx: Executor, eventIds: readonly string[]): Promise<DeviceRow[]> => {
  const { rows } = await sql<DeviceRow>`
    select device.id, device.municipality_id, device.profile, device.state, device.test_until, device.test_call,
           device.place,
           device.resident_id, coalesce(device.home_id, resident.home_id) as home_id, municipality.answer_targets,
           case when absence.ended_at is null and absence.id is not null then json_build_object(
             'id', absence.id, 'from', extract(epoch from absence.begins_at) * 1000,
             'until', extract(epoch from absence.ends_at) * 1000) end as absence
    from device
    join municipality on municipality.id = device.municipality_id
    left join resident on resident.id = device.resident_id
    left join absence on absence.id = device.absence_id
    where device.id in (select device_id from event where id = any(${eventIds}::bigint[]) and outcome is null)
    order by device.id
    for no key update of device`.execute(tx);
  return rows;
};

/**
 * Locks the devices these events belong to, and loads what is still to be decided with its facts. All that is asked about
 * one event travels in one go; about a batch in two, and a third where a plan has a colour for what raises nothing by
 * itself.
 */
export const loadTriageBatch = async (
  pipeline: Executor,
  eventIds: readonly string[],
  now: Instant,
): Promise<TriageBatch> => {
  const [only, another] = eventIds;
  const [rows, undecided, early] = await Promise.all([
    lockDevices(pipeline, eventIds),
    // Begun when the lock is held: whoever had it before has committed.
    loadUndecidedEvents(pipeline, eventIds),
    only === undefined || another !== undefined ? null : loadRelatedOf(pipeline, only, now),
  ]);
  const held = new Set(rows.map((row) => row.id));
  const events = undecided.filter(({ deviceId }) => held.has(deviceId));
  if (events.length === 0) return { events, devices: new Map() };
  const related = early ?? (await loadRelated(pipeline, rows, events, now));
  const residents = Map.groupBy(related.living, (resident) => resident.home_id);
  const open = Map.groupBy(related.alarms, (alarm) => alarm.device_id);
  const toFacts = (row: DeviceRow): DeviceFacts => {
    const home = residents.get(row.home_id ?? '') ?? [];
    const inService = isAtHome(row.state);
    const { residentIds, absence, vacated } = lodgingOf(
      { residentId: row.resident_id, inService, absence: row.absence },
      home,
    );
    return {
      device: {
        id: row.id,
        profile: row.profile,
        inService,
        testUntil: row.test_until,
        testCall: row.test_call,
      },
      context: {
        municipalityId: row.municipality_id,
        deviceId: row.id,
        residentIds,
        homeId: row.home_id,
        place: row.place,
      },
      plans: toPlans(home),
      residents: home.filter(({ closedAt }) => closedAt === null).length,
      targets: row.answer_targets,
      open: (open.get(row.id) ?? []).map(toAlarm),
      restores: related.restores.get(row.id) ?? [],
      // Without a home there is no door to stand at.
      responders: row.home_id === null ? [] : (related.responders.get(row.home_id) ?? []),
      unlockRights: [],
      absence,
      vacated,
    };
  };
  return { events, devices: new Map(rows.map((row) => [row.id, toFacts(row)])) };
};
