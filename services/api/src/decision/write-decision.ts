import type { DecisionView, decisionBody } from '@varde/contracts';
import { checkDecision, type DecisionFault, deviceProfile, firstEnd, isDeviceFunction, localDay } from '@varde/domain';
import { findDecision, findDecisionSubject, insertDecision } from '@varde/postgres';
import type { z } from 'zod';
import type { ApiDeps } from '../deps.ts';
import { requireServed } from '../household/resident-view.ts';
import type { Identity } from '../identity/identity.ts';
import { ApiProblem, notFound } from '../problem/api-problem.ts';
import { presentDecision } from './present-decision.ts';

type Body = z.output<typeof decisionBody>;
type Deps = Pick<ApiDeps, 'db' | 'now' | 'newId'>;

/** Why a decision cannot be written, in words. */
export const DECISION_MESSAGES: Readonly<Record<DecisionFault['code'], string>> = {
  'ends-before-it-begins': 'it ends before it begins',
  'grants-nothing': 'it grants nothing',
  'function-unknown': 'no device has this function',
  'function-twice': 'it is granted twice',
  'legal-basis-missing': 'it needs consent, or § 4-6 a',
  'under-age': '§ 4-6 a is for those over 18',
  'birth-date-unknown': '§ 4-6 a is for those over 18, and the birth date is not known',
  objects: 'the resident objects: § 4-6 a does not permit it',
  'next-of-kin-not-heard': 'the next of kin have not been heard',
  'review-too-late': 'it must be looked at anew within a year',
  'assessed-in-the-future': 'that day has not come yet',
};

/** Everything that is wrong with it, together. */
const requireSound = (body: Body, faults: readonly DecisionFault[]): void => {
  const unknown = body.orders.filter((profile) => deviceProfile(profile) === undefined);
  const told = [
    ...faults.map(({ code, at }) => ({ path: at === null ? '' : `grants/${at}`, message: DECISION_MESSAGES[code] })),
    ...unknown.map((profile) => ({ path: `orders/${profile}`, message: 'there is no such device profile' })),
  ];
  if (told.length === 0) return;
  const code = faults[0]?.code ?? 'profile-unknown';
  throw new ApiProblem(422, code, 'The decision cannot be written so.', { faults: told });
};

export const writeDecision = async ({ db, now, newId }: Deps, who: Identity, body: Body): Promise<DecisionView> => {
  const { municipalityId } = who;
  const subject = await findDecisionSubject(db, municipalityId, body.residentId);
  if (subject === null) throw notFound('resident');
  const at = now();
  const validUntil = body.validUntil ?? null;
  requireSound(body, checkDecision({ ...body, validUntil }, subject, localDay(at)));
  const grants = body.grants.flatMap(({ function: name, basis }) =>
    isDeviceFunction(name) ? [{ function: name, basis }] : [],
  );
  const decision = { ...body, id: newId(), municipalityId, validUntil, ended: null, grants };
  const dueOn = firstEnd(decision, localDay(at));
  const isNew = await db.transaction().execute(async (tx) => {
    await requireServed(tx, who, body.residentId);
    return insertDecision(tx, { ...decision, dueOn }, { actorId: who.id, now: at });
  });
  if (!isNew) throw new ApiProblem(409, 'decision-number-taken', 'There is a decision of this number already.');
  const written = await findDecision(db, municipalityId, decision.id);
  if (written === null) throw new Error('a decision that was written is there');
  return presentDecision(written);
};
