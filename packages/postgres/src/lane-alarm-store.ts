import {
  type Alarm,
  type CanaryLane,
  type Instant,
  LANE_ALARM_KINDS,
  laneAlarms,
  type MissingStep,
  type NewAlarm,
} from '@varde/domain';
import { sql } from 'kysely';
import { type AlarmRow, alarmColumns, toAlarm } from './alarm-row.ts';
import { type AlarmChange, insertAlarm, saveAlarm } from './alarm-store.ts';
import type { Database, Executor, Tx } from './database.ts';
import { loadMunicipalities } from './dispatch-store.ts';
import { timestamp } from './timestamp.ts';

/** The silences that have been told and are not over, with the step that was told of. */
export const loadToldSilences = async (db: Executor): Promise<ReadonlyMap<CanaryLane, MissingStep>> => {
  const { rows } = await sql<{ lane: CanaryLane; missing: MissingStep }>`
    select lane, missing from lane_watch where missing is not null`.execute(db);
  return new Map(rows.map(({ lane, missing }) => [lane, missing]));
};

/** Takes the lane for the rest of the transaction: of several who watch it, one tells. */
const lockTold = async (tx: Tx, lane: CanaryLane): Promise<MissingStep | null> => {
  const { rows } = await sql<{ missing: MissingStep | null }>`
    select missing from lane_watch where lane = ${lane} for update`.execute(tx);
  return rows[0]?.missing ?? null;
};

/** By municipality. A person who handles one meanwhile is waited for. */
const loadOpen = async (tx: Tx, lane: CanaryLane): Promise<Map<string, Alarm[]>> => {
  const { rows } = await sql<AlarmRow & { municipality_id: string }>`
    select ${alarmColumns}, alarm.municipality_id from alarm
    where kind = ${LANE_ALARM_KINDS[lane]} and state <> 'closed'
    for update`.execute(tx);
  const byMunicipality = Map.groupBy(rows, (row) => row.municipality_id);
  return new Map([...byMunicipality].map(([id, theirs]) => [id, theirs.map(toAlarm)]));
};

const change = (action: string, missing: MissingStep | null): AlarmChange => ({
  action,
  actorId: null,
  detail: missing === null ? {} : { missing },
});

const restore = async (tx: Tx, alarm: Alarm, now: Instant): Promise<void> => {
  if (alarm.condition === 'restored') return;
  await saveAlarm(tx, alarm, { ...alarm, condition: 'restored' }, change('restored', null), now);
};

type Telling = { readonly tx: Tx; readonly missing: MissingStep; readonly now: Instant; readonly newId: () => string };

/** In one municipality: opens what is not open, counts what is, and ends what the silence no longer is. */
const tellMunicipality = async (
  { tx, missing, now, newId }: Telling,
  municipalityId: string,
  raised: readonly NewAlarm[],
  open: readonly Alarm[],
): Promise<void> => {
  const context = { municipalityId, deviceId: null, residentIds: [], homeId: null, place: null };
  for (const alarm of raised) {
    const same = open.find(({ queue }) => queue === alarm.queue);
    if (same === undefined) await insertAlarm(tx, newId(), alarm, context, change('raised', missing), now);
    else {
      const again: Alarm = { ...same, condition: 'active', events: same.events + 1, why: alarm.why };
      await saveAlarm(tx, same, again, change('merged', missing), now);
    }
  }
  for (const alarm of open.filter(({ queue }) => !raised.some((one) => one.queue === queue))) {
    await restore(tx, alarm, now);
  }
};

/**
 * Writes a silent lane's alarms straight into the record, in every municipality, once while it lasts; one still open
 * from the time before becomes active again. False: it had been told.
 */
export const tellSilence = async (
  db: Database,
  lane: CanaryLane,
  missing: MissingStep,
  now: Instant,
  newId: () => string,
): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    if ((await lockTold(tx, lane)) === missing) return false;
    const open = await loadOpen(tx, lane);
    for (const { id, targets } of await loadMunicipalities(tx)) {
      const raised = laneAlarms(lane, missing, targets, now);
      await tellMunicipality({ tx, missing, now, newId }, id, raised, open.get(id) ?? []);
    }
    await sql`
      update lane_watch set missing = ${missing}, silent_since = coalesce(silent_since, ${timestamp(now)})
      where lane = ${lane}`.execute(tx);
    return true;
  });

/** Marks the lane's alarms as restored. False: there was nothing to take back. */
export const tellReturn = async (db: Database, lane: CanaryLane, now: Instant): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    if ((await lockTold(tx, lane)) === null) return false;
    for (const alarms of (await loadOpen(tx, lane)).values()) {
      for (const alarm of alarms) await restore(tx, alarm, now);
    }
    await sql`update lane_watch set missing = null, silent_since = null where lane = ${lane}`.execute(tx);
    return true;
  });
