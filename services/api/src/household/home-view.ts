import type { HomeView } from '@varde/contracts';
import {
  type Executor,
  findHomeRecord,
  type HomeDeviceRow,
  listHomeDevices,
  listKeysOut,
  listLodgers,
} from '@varde/postgres';
import { presentHome, presentHomeDevice } from '../alarm/present-detail.ts';
import type { Identity } from '../identity/identity.ts';
import { iso, isoOrNull } from '../iso.ts';
import { omitNull } from '../omit-null.ts';
import { notFound } from '../problem/api-problem.ts';

const presentDevice = (row: HomeDeviceRow): HomeView['devices'][number] => ({
  ...presentHomeDevice(row),
  ...omitNull({ residentId: row.residentId, collectSince: isoOrNull(row.collectSince) }),
});

/** A home as it is now, with everybody and everything in it. */
export const homeById = async (db: Executor, who: Identity, id: string): Promise<HomeView> => {
  const home = await findHomeRecord(db, who.municipalityId, id);
  if (home === null) throw notFound('home');
  const [residents, devices, keys] = await Promise.all([
    listLodgers(db, id),
    listHomeDevices(db, id),
    listKeysOut(db, id),
  ]);
  return {
    ...presentHome(home),
    id,
    area: { id: home.areaId, name: home.areaName },
    residents,
    devices: devices.map(presentDevice),
    keysOut: keys.map((key) => ({ ...key, since: iso(key.since) })),
    version: home.version,
    change: home.change,
  };
};
