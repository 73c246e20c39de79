import { decisionBody, decisionQuerySchema, decisionSchema, endDecisionBody, listOf } from '@varde/contracts';
import { findDecision, listDecisions } from '@varde/postgres';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { endDecisionNow } from '../decision/end-decision.ts';
import { presentDecision } from '../decision/present-decision.ts';
import { writeDecision } from '../decision/write-decision.ts';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { notFound } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';

const cursorSchema = z.object({ number: z.string() });
const tags = ['decisions'];

/** What the health and welfare office has granted (*vedtak*). */
export const decisionRoutes = (app: App, deps: ApiDeps): void => {
  app.get(
    '/api/decisions',
    {
      config: { right: 'decision.read' },
      schema: {
        summary: 'Decisions by number',
        tags,
        querystring: decisionQuerySchema,
        response: { 200: listOf(decisionSchema), ...problems },
      },
    },
    async (request) => {
      const { resident: residentId, number, cursor, limit } = request.query;
      const after = cursor === undefined ? undefined : decodeCursor(cursorSchema, cursor).number;
      const { municipalityId } = identityOf(request);
      const records = await listDecisions(deps.db, { municipalityId, residentId, number, after }, limit + 1);
      const items = records.slice(0, limit).map(presentDecision);
      const last = items.at(-1);
      return records.length > limit && last ? { items, next: encodeCursor({ number: last.number }) } : { items };
    },
  );
  app.get(
    '/api/decisions/:id',
    {
      config: { right: 'decision.read' },
      schema: { summary: 'One decision', tags, params: idParams, response: { 200: decisionSchema, ...problems } },
    },
    async (request) => {
      const found = await findDecision(deps.db, identityOf(request).municipalityId, request.params.id);
      if (found === null) throw notFound('decision');
      return presentDecision(found);
    },
  );
  app.post(
    '/api/decisions',
    {
      config: { right: 'decision.manage' },
      schema: {
        summary: 'A decision about a resident, with a legal basis for each function',
        tags,
        body: decisionBody,
        response: { 201: decisionSchema, ...problems },
      },
    },
    async (request, reply) => {
      const decision = await writeDecision(deps, identityOf(request), request.body);
      return reply.status(201).header('location', `/api/decisions/${decision.id}`).send(decision);
    },
  );
  app.post(
    '/api/decisions/:id/end',
    {
      config: { right: 'decision.manage' },
      schema: {
        summary: 'Withdrawn, objected to, replaced: what it granted stops that day',
        tags,
        params: idParams,
        body: endDecisionBody,
        response: { 200: decisionSchema, ...problems },
      },
    },
    (request) => endDecisionNow(deps, identityOf(request), request.params.id, request.body),
  );
};
