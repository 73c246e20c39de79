import type { DecisionView, endDecisionBody } from '@varde/contracts';
import { firstEnd, localDay } from '@varde/domain';
import { endDecision, findDecision, lockDecision } from '@varde/postgres';
import type { z } from 'zod';
import type { ApiDeps } from '../deps.ts';
import type { Identity } from '../identity/identity.ts';
import { ApiProblem, notFound } from '../problem/api-problem.ts';
import { presentDecision } from './present-decision.ts';

/** Ends it. What it granted is switched off by the watch over decisions, which looks every few seconds. */
export const endDecisionNow = async (
  { db, now }: Pick<ApiDeps, 'db' | 'now'>,
  who: Identity,
  id: string,
  { reason, on }: z.output<typeof endDecisionBody>,
): Promise<DecisionView> => {
  const at = now();
  const today = localDay(at);
  const ended = { on: on ?? today, reason };
  if (ended.on < today) throw new ApiProblem(422, 'ends-in-the-past', 'It ends today at the earliest.');
  await db.transaction().execute(async (tx) => {
    const decision = await lockDecision(tx, who.municipalityId, id);
    if (decision === null) throw notFound('decision');
    if (decision.ended !== null && decision.ended.on <= today)
      throw new ApiProblem(409, 'decision-ended', 'It has ended already.', { current: presentDecision(decision) });
    const dueOn = firstEnd({ ...decision, ended }, today);
    await endDecision(tx, decision, ended, dueOn, { actorId: who.id, now: at });
  });
  const written = await findDecision(db, who.municipalityId, id);
  if (written === null) throw notFound('decision');
  return presentDecision(written);
};
