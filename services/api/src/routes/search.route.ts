import { foundSchema, listOf, searchQuerySchema } from '@varde/contracts';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { type App, problems } from '../route.ts';
import { presentFound } from '../search/present-found.ts';
import { searchRegister } from '../search/search-register.ts';

export const searchRoute = (app: App, { db }: ApiDeps): void => {
  app.get(
    '/api/search',
    {
      config: { right: 'search' },
      schema: {
        summary:
          'Devices, residents, homes and decisions by what somebody types, typing faults and all; likeliest first',
        tags: ['search'],
        querystring: searchQuerySchema,
        response: { 200: listOf(foundSchema), ...problems },
      },
    },
    async (request) => {
      const found = await searchRegister(db, identityOf(request).municipalityId, request.query);
      return { items: found.map(presentFound) };
    },
  );
};
