import { type Alarm, closeMember } from '@varde/domain';
import {
  countMembers,
  enqueueReceipts,
  type OpenIncident,
  saveAlarm,
  saveIncident,
  type Tx,
  takeOpenMembers,
  unbindAlarm,
} from '@varde/postgres';
import type { Watching } from './watching.ts';

/** Members in one transaction. */
const AT_A_TIME = 25;

const closeOne = async (tx: Tx, member: Alarm, incident: OpenIncident, at: number): Promise<void> => {
  const closed = closeMember(member, incident.alarm, at);
  if (closed === null) {
    await saveAlarm(tx, member, member, { action: 'left', actorId: null, detail: { incidentId: incident.id } }, at);
    return unbindAlarm(tx, member.id);
  }
  const { cause, action, operatorId } = closed;
  const detail = { cause, action, incidentId: incident.id };
  await saveAlarm(tx, member, closed, { action: 'closed', actorId: operatorId, detail }, at);
  await enqueueReceipts(tx, closed, 'closed', at);
};

/** A person has closed the incident: its members are closed with it, or stand for themselves again; then it is over. */
export const closeMembers = async ({ db, now, announce }: Watching, incident: OpenIncident): Promise<void> => {
  const step = async (): Promise<number> =>
    db.transaction().execute(async (tx) => {
      const members = await takeOpenMembers(tx, incident.id, AT_A_TIME);
      for (const member of members) await closeOne(tx, member, incident, now());
      return members.length;
    });
  while ((await step()) > 0) announce([incident.municipalityId]);
  // Those that somebody held just now are left to the next look.
  if ((await countMembers(db, incident.id)).open > 0) return;
  const { endedAt, callAlarmId, counted, toCall } = incident;
  await saveIncident(db, incident, { endedAt, closedAt: now(), callAlarmId, counted, toCall });
};
