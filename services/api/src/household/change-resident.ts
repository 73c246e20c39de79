import type { ResidentDetailView } from '@varde/contracts';
import { type By, lockResident, type ResidentRecord, type Tx } from '@varde/postgres';
import { tellOthers } from '../alarm/tell-others.ts';
import type { ApiDeps } from '../deps.ts';
import type { Identity } from '../identity/identity.ts';
import { notFound } from '../problem/api-problem.ts';
import { closedProblem, requireSeenResident, residentById } from './resident-view.ts';

export type ResidentDeps = Pick<ApiDeps, 'db' | 'dispatch' | 'log' | 'now'>;

/** Takes the resident, as whoever asks has seen them; what is written about somebody who is closed stays as it is. */
export const changeResident = async (
  deps: ResidentDeps,
  who: Identity,
  { id, version }: { readonly id: string; readonly version: number | undefined },
  write: (tx: Tx, resident: ResidentRecord, by: By) => Promise<void>,
): Promise<ResidentDetailView> => {
  await deps.db.transaction().execute(async (tx) => {
    const resident = await lockResident(tx, who.municipalityId, id);
    if (resident === null) throw notFound('resident');
    if (resident.closedAt !== null) throw closedProblem(await residentById(tx, who, id));
    await requireSeenResident(tx, who, resident, version);
    await write(tx, resident, { actorId: who.id, now: deps.now() });
  });
  tellOthers(deps, who.municipalityId);
  return residentById(deps.db, who, id);
};
