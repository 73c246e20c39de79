import type { LeftHomeView, moveBody } from '@varde/contracts';
import { decideMove, type MoveDecision, type MoveRefusal } from '@varde/domain';
import {
  type By,
  endUnlockRights,
  findOpenAlarmsAbout,
  forgetPosition,
  moveAlarmsAlong,
  moveResident,
  releasePaused,
  saveDevice,
  type Tx,
} from '@varde/postgres';
import type { z } from 'zod';
import { tellOthers } from '../alarm/tell-others.ts';
import type { ApiDeps } from '../deps.ts';
import type { Identity } from '../identity/identity.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import { findPlace } from './find-place.ts';
import { alarmOpen, type Household, holdHousehold, idsOf, leaveDevices, unlessBusy } from './leave-home.ts';
import { closedProblem, residentById } from './resident-view.ts';

type Deps = Pick<ApiDeps, 'db' | 'dispatch' | 'log' | 'newId' | 'now'>;
type Moved = Extract<MoveDecision, { kind: 'done' }>;

const TITLES: Readonly<Record<Exclude<MoveRefusal['code'], 'alarm-open' | 'resident-closed'>, string>> = {
  'device-elsewhere': 'A device is not at the home that is left.',
  'device-of-others': 'A device is another’s.',
  'device-shared': 'Others live with a device; say that it is to come along all the same.',
};

const refuse = async (tx: Tx, who: Identity, { resident }: Household, refusal: MoveRefusal): Promise<ApiProblem> => {
  if (refusal.code === 'alarm-open') return alarmOpen(tx, refusal.alarms);
  const current = await residentById(tx, who, resident.id);
  if (refusal.code === 'resident-closed') return closedProblem(current);
  const faults = refusal.devices.map((id) => ({ path: `devices/${id}`, message: 'does not come along' }));
  return new ApiProblem(409, refusal.code, TITLES[refusal.code], { current, faults });
};

const write = async (tx: Tx, household: Household, toHomeId: string, moved: Moved, by: By): Promise<void> => {
  const { resident, devices } = household;
  for (const { id, fields } of moved.along) {
    const device = devices.find((one) => one.id === id);
    if (device === undefined) throw new Error('what comes along is of the household');
    const detail = { with: resident.id, from: resident.homeId, to: toHomeId };
    if (fields.functionsOff?.includes('position')) await forgetPosition(tx, id);
    await saveDevice(tx, device, fields, { action: 'moved', actorId: by.actorId, detail }, by.now);
  }
  await leaveDevices(tx, household, moved.left, by);
  // Paused while whoever has moved is away; they are about others now.
  const left = moved.left.map(({ id }) => id);
  await releasePaused(tx, left);
  if (moved.endsUnlockRights) await endUnlockRights(tx, resident.homeId, by.now);
  const along = moved.along.map(({ id }) => id);
  await moveResident(tx, resident, toHomeId, { along, left }, by);
  await moveAlarmsAlong(tx, [...along, ...left], by);
};

/** Somebody moves, with what was named: all of it in one transaction. */
export const moveHouse = async (
  deps: Deps,
  who: Identity,
  id: string,
  body: z.output<typeof moveBody>,
): Promise<LeftHomeView> => {
  const now = deps.now();
  const along = [...new Set(body.devices.map((device) => device.toLowerCase()))];
  const decision = await unlessBusy(deps, who, id, async (tx) => {
    const toHomeId = await findPlace(tx, deps, who, body);
    const household = await holdHousehold(tx, who, { id, version: body.version }, now);
    const { resident, leaving } = household;
    const openAlarms = await findOpenAlarmsAbout(tx, who.municipalityId, id, along);
    const asked = { fromHomeId: resident.homeId, toHomeId, along, takesShared: body.shared, openAlarms };
    const decided = decideMove({ ...leaving, ...asked, closed: resident.closedAt !== null }, now);
    if (decided.kind === 'refused') throw await refuse(tx, who, household, decided.refusal);
    if (decided.kind === 'done') await write(tx, household, toHomeId, decided, { actorId: who.id, now });
    return decided;
  });
  const resident = await residentById(deps.db, who, id);
  if (decision.kind === 'unchanged') return { resident, along: [], stayed: [], collect: [] };
  tellOthers(deps, who.municipalityId);
  const { left } = decision;
  return { resident, along, stayed: idsOf(left, false), collect: idsOf(left, true) };
};
