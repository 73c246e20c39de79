import { type Alarm, keepPowerCut, orderCallList, type PowerCutUpkeep } from '@varde/domain';
import {
  bindAlarm,
  countMembers,
  insertAlarm,
  loadAlarm,
  loadHitResidents,
  type OpenIncident,
  saveAlarm,
  saveIncident,
  type Tx,
} from '@varde/postgres';
import { AlarmChanged } from '../triage-error.ts';
import { closeMembers } from './close-members.ts';
import type { Watching } from './watching.ts';

/** The call list is made anew only when homes have joined: how many are on it, and how many the last round missed. */
const countCallList = async (
  { db }: Watching,
  incident: OpenIncident,
  devices: number,
  call: Alarm | null,
): Promise<{ readonly toCall: number; readonly toCallSince: number }> => {
  if (devices === incident.counted) return { toCall: incident.toCall, toCallSince: 0 };
  const list = orderCallList(await loadHitResidents(db, incident.id));
  const closedAt = call?.closedAt ?? 0;
  return { toCall: list.length, toCallSince: list.filter(({ resident }) => resident.hitAt > closedAt).length };
};

/** Load → decide → apply for one power cut that is not closed. Rejects with nothing written when an alarm moved on. */
export const keepOnePowerCut = async (watching: Watching, incident: OpenIncident, placeName: string | null) => {
  const { db, now, newId, announce } = watching;
  const members = await countMembers(db, incident.id);
  const call = incident.callAlarmId === null ? null : await loadAlarm(db, incident.callAlarmId);
  const counts = await countCallList(watching, incident, members.devices, call);
  const at = now();
  const { alarm, endedAt } = incident;
  const upkeep = keepPowerCut({ endedAt, alarm, call, members, ...counts }, at, incident.targets);

  const raiseCallRound = async (tx: Tx): Promise<string | null> => {
    if (upkeep.callRound === null) return incident.callAlarmId;
    const id = newId();
    const { municipalityId } = incident;
    const context = { municipalityId, deviceId: null, residentIds: [], homeId: null, place: placeName };
    const change = { action: 'raised', actorId: null, detail: { incidentId: incident.id } };
    await insertAlarm(tx, id, upkeep.callRound, context, change, at);
    await bindAlarm(tx, incident.id, id);
    return id;
  };

  if (isNews(upkeep, incident, members.devices)) {
    await db.transaction().execute(async (tx) => {
      for (const change of upkeep.changes) {
        const before = change.alarm.id === alarm.id ? alarm : call;
        const told = { action: change.action, actorId: null, detail: { incidentId: incident.id } };
        const saved = before !== null && (await saveAlarm(tx, before, change.alarm, told, at));
        if (!saved) throw new AlarmChanged(`alarm ${change.alarm.id} of an incident was changed meanwhile`);
      }
      const callAlarmId = await raiseCallRound(tx);
      const fields = { endedAt: upkeep.endedAt, closedAt: null, callAlarmId };
      const news = { ...fields, counted: members.devices, toCall: counts.toCall };
      if (!(await saveIncident(tx, incident, news))) throw new AlarmChanged('an incident was changed meanwhile');
    });
    announce([incident.municipalityId]);
  }
  if (upkeep.closed) await closeMembers(watching, { ...incident, endedAt: upkeep.endedAt });
};

const isNews = ({ changes, callRound, endedAt }: PowerCutUpkeep, incident: OpenIncident, devices: number): boolean =>
  changes.length > 0 || callRound !== null || endedAt !== incident.endedAt || devices !== incident.counted;
