import { incidentQuerySchema, incidentSchema, listOf } from '@varde/contracts';
import { listIncidents } from '@varde/postgres';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { presentIncident } from '../incident/present-incident.ts';
import { type App, problems } from '../route.ts';

const cursorSchema = z.object({ beganAt: z.int(), id: z.uuid() });

export const incidentListRoute = (app: App, { db }: ApiDeps): void => {
  app.get(
    '/api/incidents',
    {
      config: { right: 'incident.read' },
      schema: {
        summary: 'What many alarms are about: power cuts, outages of the service; the latest first',
        tags: ['incidents'],
        querystring: incidentQuerySchema,
        response: { 200: listOf(incidentSchema), ...problems },
      },
    },
    async (request) => {
      const { municipalityId } = identityOf(request);
      const { state, cursor, limit } = request.query;
      const before = cursor === undefined ? undefined : decodeCursor(cursorSchema, cursor);
      const records = await listIncidents(db, { municipalityId, closed: state === 'closed', before }, limit + 1);
      const page = records.slice(0, limit);
      const last = page.at(-1);
      const items = page.map(presentIncident);
      if (records.length <= limit || last === undefined) return { items };
      return { items, next: encodeCursor({ beganAt: last.beganAt, id: last.id }) };
    },
  );
};
