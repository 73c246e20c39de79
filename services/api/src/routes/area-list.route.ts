import { areaSchema, listOf } from '@varde/contracts';
import { listAreas } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { type App, problems } from '../route.ts';

export const areaListRoute = (app: App, { db }: ApiDeps): void => {
  app.get(
    '/api/areas',
    {
      config: { right: 'resident.read' },
      schema: {
        summary: "The municipality's areas",
        tags: ['residents'],
        response: { 200: listOf(areaSchema), ...problems },
      },
    },
    async (request) => ({ items: await listAreas(db, identityOf(request).municipalityId) }),
  );
};
