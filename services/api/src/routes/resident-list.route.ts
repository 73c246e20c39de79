import { listOf, residentQuerySchema, residentSchema } from '@varde/contracts';
import { listResidents } from '@varde/postgres';
import { z } from 'zod';
import { presentClosed } from '../alarm/present-detail.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { omitNull } from '../omit-null.ts';
import { type App, problems } from '../route.ts';

const cursorSchema = z.object({ name: z.string(), id: z.uuid() });

export const residentListRoute = (app: App, { db }: ApiDeps): void => {
  app.get(
    '/api/residents',
    {
      config: { right: 'resident.read' },
      schema: {
        summary: 'Residents by family name',
        tags: ['residents'],
        querystring: residentQuerySchema,
        response: { 200: listOf(residentSchema), ...problems },
      },
    },
    async (request) => {
      const { name, area, closed: withClosed, cursor, limit } = request.query;
      const filter = {
        municipalityId: identityOf(request).municipalityId,
        name: name === '' ? undefined : name,
        areaId: area,
        withClosed,
        after: cursor === undefined ? undefined : decodeCursor(cursorSchema, cursor),
      };
      const rows = await listResidents(db, filter, limit + 1);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const items = page.map((row) => ({
        id: row.id,
        name: row.name,
        area: { id: row.areaId, name: row.areaName },
        street: row.street,
        houseNumber: row.houseNumber,
        devices: row.devices,
        ...omitNull({ unitNumber: row.unitNumber, closed: presentClosed(row.closed) }),
      }));
      return rows.length > limit && last
        ? { items, next: encodeCursor({ name: last.sortName, id: last.id }) }
        : { items };
    },
  );
};
