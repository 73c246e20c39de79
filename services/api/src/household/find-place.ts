import type { AddressBody } from '@varde/contracts';
import { findHomeAt, findHomeRecord, hasArea, holdHomes, registerHome, type Tx } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import type { Identity } from '../identity/identity.ts';
import { ApiProblem, notFound } from '../problem/api-problem.ts';
import { homeById } from './home-view.ts';

type Where = { readonly homeId?: string | undefined; readonly address?: AddressBody | undefined };

export const requireArea = async (tx: Tx, who: Identity, areaId: string): Promise<void> => {
  if (await hasArea(tx, who.municipalityId, areaId)) return;
  throw new ApiProblem(422, 'area-unknown', 'There is no such area.');
};

/** What is told beside the street and number. */
const TOLD = ['areaId', 'entrance', 'floor', 'keyBox', 'accessNote'] as const;

/** The home that is there stays as it is; whoever says otherwise of it hears so, and changes it first. */
const requireSame = async (tx: Tx, who: Identity, homeId: string, address: AddressBody): Promise<void> => {
  const home = await findHomeRecord(tx, who.municipalityId, homeId);
  const differing = TOLD.filter((name) => address[name] !== undefined && address[name] !== home?.[name]);
  if (differing.length === 0) return;
  throw new ApiProblem(409, 'home-differs', 'There is a home at this address, and it is otherwise.', {
    current: await homeById(tx, who, homeId),
    faults: differing.map((name) => ({ path: `address/${name}`, message: 'is otherwise' })),
  });
};

/** The home somebody is to live in: one that is there, by its id or its address, or a new one. */
export const findPlace = async (
  tx: Tx,
  { now, newId }: Pick<ApiDeps, 'now' | 'newId'>,
  who: Identity,
  { homeId, address }: Where,
): Promise<string> => {
  const { municipalityId } = who;
  if (homeId !== undefined) {
    if ((await findHomeRecord(tx, municipalityId, homeId)) === null) throw notFound('home');
    return homeId.toLowerCase();
  }
  if (address === undefined) throw new Error('a home or an address was asked for');
  await requireArea(tx, who, address.areaId);
  await holdHomes(tx, municipalityId);
  const { entrance = null, floor = null, unitNumber = null, keyBox = null, accessNote = null } = address;
  const home = { ...address, entrance, floor, unitNumber, keyBox, accessNote };
  const there = await findHomeAt(tx, municipalityId, home);
  if (there !== null) {
    await requireSame(tx, who, there, address);
    return there;
  }
  const id = newId();
  await registerHome(tx, { ...home, id, municipalityId }, { actorId: who.id, now: now() });
  return id;
};
