import { type Day, type DeviceLeft, isAtHome, type Leaving, localDay } from '@varde/domain';
import {
  type By,
  type DecisionRecord,
  type DeviceRecord,
  findAlarms,
  forgetPosition,
  holdDecisionsOf,
  isLockTimeout,
  listLodgers,
  loadHousehold,
  lockHousehold,
  lockResident,
  type ResidentRecord,
  saveDevice,
  type Tx,
  waitBriefly,
} from '@varde/postgres';
import { presentAlarm } from '../alarm/present-alarm.ts';
import type { ApiDeps } from '../deps.ts';
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

/** One transaction; whoever holds a home's devices does not wait long for what somebody else holds, and nothing was written. */
export const unlessBusy = async <T>(
  { db }: Pick<ApiDeps, 'db'>,
  who: Identity,
  residentId: string,
  act: (tx: Tx) => Promise<T>,
): Promise<T> => {
  try {
    return await db.transaction().execute(act);
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    const current = await residentById(db, who, residentId);
    throw new ApiProblem(409, 'household-busy', 'Somebody else is writing about the household; try again.', {
      current,
    });
  }
};

export const householdChanged = async (tx: Tx, who: Identity, residentId: string): Promise<ApiProblem> => {
  const current = await residentById(tx, who, residentId);
  return new ApiProblem(409, 'household-changed', 'A device has come to the home meanwhile; try again.', { current });
};

/** The operators are dealing with something: it is closed where it happened, and then it is asked again. */
export const alarmOpen = async (tx: Tx, ids: readonly string[]): Promise<ApiProblem> => {
  const [alarm] = await findAlarms(tx, ids);
  return new ApiProblem(409, 'alarm-open', 'An alarm about the resident, or on a device of theirs, is open.', {
    ...(alarm === undefined ? {} : { current: presentAlarm(alarm) }),
    faults: ids.map((id) => ({ path: `alarms/${id}`, message: 'is open' })),
  });
};

/** Devices first, then the resident, then decisions: the order everybody takes them in. */
export const holdHousehold = async (
  tx: Tx,
  who: Identity,
  { id, version }: { readonly id: string; readonly version: number | undefined },
  now: number,
): Promise<Household> => {
  await waitBriefly(tx);
  const locked = await lockHousehold(tx, who.municipalityId, id);
  const resident = await lockResident(tx, who.municipalityId, id);
  if (resident === null) throw notFound('resident');
  await requireSeenResident(tx, who, resident, version);
  const found = await loadHousehold(tx, who.municipalityId, id, locked);
  if (found === null) throw await householdChanged(tx, who, id);
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
