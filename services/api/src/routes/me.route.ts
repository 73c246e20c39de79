import { meSchema } from '@varde/contracts';
import { findMunicipality, findPresence } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { iso } from '../iso.ts';
import { type App, problems } from '../route.ts';

export const meRoute = (app: App, { db }: ApiDeps): void => {
  app.get(
    '/api/me',
    {
      config: { right: 'me' },
      schema: { summary: 'Who is signed in', tags: ['me'], response: { 200: meSchema, ...problems } },
    },
    async (request) => {
      const who = identityOf(request);
      const [municipality, [presence]] = await Promise.all([
        findMunicipality(db, who.municipalityId),
        findPresence(db, [who.id]),
      ]);
      return {
        id: who.id,
        name: who.name,
        username: who.username,
        role: who.role,
        municipality: { id: who.municipalityId, name: municipality?.name ?? '' },
        presence:
          presence === undefined ? { available: false } : { available: presence.available, since: iso(presence.since) },
      };
    },
  );
};
