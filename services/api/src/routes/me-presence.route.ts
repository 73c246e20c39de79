import { presenceBody } from '@varde/contracts';
import { setPresence } from '@varde/postgres';
import { z } from 'zod';
import { tellOthers } from '../alarm/tell-others.ts';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { iso } from '../iso.ts';
import { type App, problems } from '../route.ts';

const answer = z.object({ available: z.boolean(), since: z.iso.datetime() });

export const mePresenceRoute = (app: App, deps: ApiDeps): void => {
  app.put(
    '/api/me/presence',
    {
      config: { right: 'me' },
      schema: {
        summary: 'Say whether I take alarms',
        tags: ['me'],
        body: presenceBody,
        response: { 200: answer, ...problems },
      },
    },
    async (request) => {
      const who = identityOf(request);
      const { available } = request.body;
      const since = await deps.db.transaction().execute((tx) => setPresence(tx, who, available, deps.now()));
      tellOthers(deps, who.municipalityId);
      return { available, since: iso(since) };
    },
  );
};
