import type { Instant, NewAlarm, Place } from '@varde/domain';
import { bindAlarm, insertAlarm, insertIncident } from '@varde/postgres';
import type { Watching } from './watching.ts';

export type Beginning = {
  readonly municipalityId: string;
  readonly kind: 'power-cut' | 'outage';
  readonly place: Place | null;
  /** Where, in words. */
  readonly placeName: string | null;
  readonly beganAt: Instant;
  readonly endedAt: Instant | null;
  /** The technicians'. */
  readonly alarm: NewAlarm;
};

/** An incident with its first alarm, in one transaction. null: it was begun already, and nothing is written. */
export const beginIncident = async (watching: Watching, beginning: Beginning): Promise<string | null> => {
  const { db, now, newId, announce } = watching;
  const { municipalityId, kind, place, beganAt, endedAt } = beginning;
  const id = newId();
  const alarmId = newId();
  const context = { municipalityId, deviceId: null, residentIds: [], homeId: null, place: beginning.placeName };
  const began = await db.transaction().execute(async (tx) => {
    if (!(await insertIncident(tx, { id, municipalityId, kind, place, beganAt, endedAt, alarmId }))) return false;
    const change = { action: 'raised', actorId: null, detail: { incidentId: id } };
    await insertAlarm(tx, alarmId, beginning.alarm, context, change, now());
    await bindAlarm(tx, id, alarmId);
    return true;
  });
  if (!began) return null;
  announce([municipalityId]);
  return id;
};
