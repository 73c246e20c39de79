import type { ResidentDetailView } from '@varde/contracts';
import {
  type Executor,
  findHome,
  findResidentCards,
  holdResidentHome,
  type ResidentHome,
  type Tx,
} from '@varde/postgres';
import { presentResident } from '../alarm/present-detail.ts';
import type { Identity } from '../identity/identity.ts';
import { ApiProblem, notFound } from '../problem/api-problem.ts';

/** A resident as they are now, closed or not. */
export const residentById = async (db: Executor, who: Identity, id: string): Promise<ResidentDetailView> => {
  const [card] = await findResidentCards(db, who.municipalityId, [id]);
  if (card === undefined) throw notFound('resident');
  return presentResident(card, await findHome(db, card.homeId));
};

export const closedProblem = (current: ResidentDetailView): ApiProblem =>
  new ApiProblem(409, 'resident-closed', 'The resident is closed.', { current });

/** Where somebody lives who is to get something: nobody who is closed gets anything any more. */
export const requireServed = async (tx: Tx, who: Identity, residentId: string): Promise<ResidentHome> => {
  const home = await holdResidentHome(tx, who.municipalityId, residentId);
  if (home === null) throw notFound('resident');
  if (home.isClosed) throw closedProblem(await residentById(tx, who, residentId));
  return home;
};

/** Another's change in between: whoever asked had not seen it. */
export const requireSeenResident = async (
  tx: Tx,
  who: Identity,
  resident: { readonly id: string; readonly version: number },
  version: number | undefined,
): Promise<void> => {
  if (version === undefined || version === resident.version) return;
  const current = await residentById(tx, who, resident.id);
  throw new ApiProblem(409, 'resident-changed', 'Somebody else has changed the resident meanwhile.', { current });
};
