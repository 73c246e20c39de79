import type { DeviceView } from '@varde/contracts';
import {
  type DeviceChange,
  type DeviceFields,
  type DeviceRecord,
  findDevice,
  lockDevice,
  saveDevice,
  type Tx,
} from '@varde/postgres';
import { tellOthers } from '../alarm/tell-others.ts';
import type { ApiDeps } from '../deps.ts';
import type { Identity } from '../identity/identity.ts';
import { ApiProblem, notFound } from '../problem/api-problem.ts';
import { presentDevice } from './present-device.ts';

type Deps = Pick<ApiDeps, 'db' | 'dispatch' | 'log' | 'now'>;

export type Edit = { readonly fields: Partial<DeviceFields> } & Omit<DeviceChange, 'actorId'>;

export const retiredProblem = (device: DeviceRecord): ApiProblem =>
  new ApiProblem(409, 'device-retired', 'The device is retired.', { current: presentDevice(device) });

export const deviceById = async (deps: Pick<ApiDeps, 'db'>, who: Identity, id: string): Promise<DeviceView> => {
  const device = await findDevice(deps.db, who.municipalityId, id);
  if (device === null) throw notFound('device');
  return presentDevice(device);
};

/** Locks the device, lets `decide` say what changes (null: nothing), writes it, and answers with the device. */
export const changeDevice = async (
  deps: Deps,
  who: Identity,
  id: string,
  decide: (device: DeviceRecord, tx: Tx) => Promise<Edit | null> | Edit | null,
): Promise<DeviceView> => {
  const changed = await deps.db.transaction().execute(async (tx) => {
    const device = await lockDevice(tx, who.municipalityId, id);
    if (device === null) throw notFound('device');
    const edit = await decide(device, tx);
    if (edit === null) return false;
    const { fields, action, detail } = edit;
    await saveDevice(tx, device, fields, { action, detail, actorId: who.id }, deps.now());
    return true;
  });
  if (changed) tellOthers(deps, who.municipalityId);
  return deviceById(deps, who, id);
};
