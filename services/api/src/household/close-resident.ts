import type { closeResidentBody, LeftHomeView } from '@varde/contracts';
import { type ClosingDecision, type ClosingReason, type ClosingRefusal, decideClosing, firstEnd } from '@varde/domain';
import {
  type By,
  closeResident,
  endAbsencesOf,
  endDecision,
  endUnlockRights,
  findOpenAlarmsAbout,
  moveAlarmsAlong,
  releasePaused,
  saveDevice,
  type Tx,
} from '@varde/postgres';
import type { z } from 'zod';
import { tellOthers } from '../alarm/tell-others.ts';
import type { Identity } from '../identity/identity.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import type { ResidentDeps } from './change-resident.ts';
import { alarmOpen, type Household, holdHousehold, idsOf, leaveDevices, unlessBusy } from './leave-home.ts';
import { requireSeenResident, residentById } from './resident-view.ts';

type Closed = Extract<ClosingDecision, { kind: 'done' }>;
type Asked = { readonly at: number; readonly reason: ClosingReason };

const refuse = async (tx: Tx, refusal: ClosingRefusal): Promise<ApiProblem> => {
  if (refusal.code === 'closes-in-the-future')
    return new ApiProblem(422, refusal.code, 'Somebody is closed when it has happened, and not before.');
  return alarmOpen(tx, refusal.alarms);
};

/** What they were granted ends today: until now it was granted. */
const endDecisions = async (tx: Tx, { decisions, today }: Household, closed: Closed, by: By): Promise<void> => {
  const ended = { on: today, reason: closed.decisionsEnd };
  for (const decision of decisions) {
    if (decision.ended !== null && decision.ended.on <= today) continue;
    await endDecision(tx, decision, ended, firstEnd({ ...decision, ended }, today), by);
  }
};

const write = async (tx: Tx, household: Household, closed: Closed, asked: Asked, by: By): Promise<void> => {
  const { resident, assigned } = household;
  await leaveDevices(tx, household, closed.left, by);
  for (const device of assigned) {
    const fields = { assignedTo: null, appointmentAt: null };
    const detail = { reason: 'resident-closed' };
    await saveDevice(tx, device, fields, { action: 'unassign', actorId: by.actorId, detail }, by.now);
  }
  await endDecisions(tx, household, closed, by);
  await endAbsencesOf(tx, resident.id, by.actorId, by.now);
  const left = closed.left.map(({ id }) => id);
  await releasePaused(tx, left);
  if (closed.endsUnlockRights) await endUnlockRights(tx, resident.homeId, by.now);
  await closeResident(tx, resident, { ...asked, collect: idsOf(closed.left, true) }, by);
  await moveAlarmsAlong(tx, left, by);
};

/** Somebody is dead, has moved away or is done with us: nobody's row is deleted. Twice is once. */
export const closeFor = async (
  deps: ResidentDeps,
  who: Identity,
  id: string,
  body: z.output<typeof closeResidentBody>,
): Promise<LeftHomeView> => {
  const now = deps.now();
  const asked = { reason: body.reason, at: body.at === undefined ? now : Date.parse(body.at) };
  const decision = await unlessBusy(deps, who, id, async (tx) => {
    const household = await holdHousehold(tx, who, { id, version: undefined }, now);
    const { resident, leaving } = household;
    const openAlarms = await findOpenAlarmsAbout(tx, who.municipalityId, id, []);
    const decided = decideClosing({ ...leaving, ...asked, openAlarms, closed: resident.closedAt !== null }, now);
    if (decided.kind === 'refused') throw await refuse(tx, decided.refusal);
    if (decided.kind === 'unchanged') return decided;
    await requireSeenResident(tx, who, resident, body.version);
    await write(tx, household, decided, asked, { actorId: who.id, now });
    return decided;
  });
  const resident = await residentById(deps.db, who, id);
  if (decision.kind === 'unchanged') return { resident, along: [], stayed: [], collect: [] };
  tellOthers(deps, who.municipalityId);
  return { resident, along: [], stayed: idsOf(decision.left, false), collect: idsOf(decision.left, true) };
};
