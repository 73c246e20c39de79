import { type Day, type DeviceLeft, isAtHome, type Leaving, localDay } from '@varde/domain';
import {
  type By,
  type DecisionRecord,
  type DeviceRecord,
  forgetPosition,
  holdDecisionsOf,
  listLodgers,
  loadHousehold,
  lockHousehold,
  lockResident,
  type ResidentRecord,
  saveDevice,
  type Tx,
} from '@varde/postgres';
import type { Identity } from '../identity/identity.ts';
import { ApiProblem, notFound } from '../problem/api-problem.ts';
import { requireSeenResident, residentById } from './resident-view.ts';

/** Somebody who is about to leave a home, and all that hangs on it, held for the rest of the transaction. */
export type Household = {
  readonly resident: ResidentRecord;
  readonly today: Day;
  /** At the home, or theirs. */
  readonly devices: readonly DeviceRecord[];
  /** Meant for them, and not there yet. */
  readonly assigned: readonly DeviceRecord[];
  readonly decisions: readonly DecisionRecord[];
  readonly leaving: Leaving;
};

/** Devices first, then the resident, then decisions: the order everybody takes them in. */
export const holdHousehold = async (
  tx: Tx,
  who: Identity,
  { id, version }: { readonly id: string; readonly version: number | undefined },
  now: number,
): Promise<Household> => {
  const locked = await lockHousehold(tx, id);
  const resident = await lockResident(tx, who.municipalityId, id);
  if (resident === null) throw notFound('resident');
  await requireSeenResident(tx, who, resident, version);
  const found = await loadHousehold(tx, id, locked);
  if (found === null) {
    const current = await residentById(tx, who, id);
    throw new ApiProblem(409, 'household-changed', 'A device has come to the home meanwhile; try again.', { current });
  }
  const devices = found.filter(({ state }) => isAtHome(state));
  const others = (await listLodgers(tx, resident.homeId)).map((one) => one.id).filter((one) => one !== id);
  const all = await holdDecisionsOf(tx, [id, ...others]);
  const decisions = all.filter(({ residentId }) => residentId === id);
  const remaining = { residents: others, decisions: all.filter(({ residentId }) => residentId !== id) };
  const today = localDay(now);
  return {
    ...{ resident, today, devices, decisions },
    assigned: found.filter((device) => !isAtHome(device.state) && device.assignedTo === id),
    leaving: { residentId: id, devices, decisions, remaining, today },
  };
};

const isSame = (device: DeviceRecord, left: DeviceLeft): boolean =>
  device.residentId === left.residentId && left.stopped.length === 0 && !left.collect;

/** Writes what becomes of the devices that stay behind, each with its change row. */
export const leaveDevices = async (
  tx: Tx,
  { devices, resident }: Household,
  left: readonly DeviceLeft[],
  by: By,
): Promise<void> => {
  const byId = new Map(devices.map((device) => [device.id, device]));
  for (const one of left) {
    const device = byId.get(one.id);
    if (device === undefined || isSame(device, one)) continue;
    const { residentId, functionsOff, stopped, collect } = one;
    const collectSince = collect ? (device.collectSince ?? by.now) : device.collectSince;
    if (functionsOff.includes('position')) await forgetPosition(tx, device.id);
    const detail = { by: resident.id, was: device.residentId, stopped };
    const change = { action: 'left-behind', actorId: by.actorId, detail };
    await saveDevice(tx, device, { residentId, functionsOff, collectSince }, change, by.now);
  }
};

export const idsOf = (left: readonly DeviceLeft[], collect: boolean): string[] =>
  left.filter((one) => one.collect === collect).map(({ id }) => id);
