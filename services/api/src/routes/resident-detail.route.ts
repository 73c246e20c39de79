import { residentDetailSchema } from '@varde/contracts';
import type { ApiDeps } from '../deps.ts';
import { residentById } from '../household/resident-view.ts';
import { identityOf } from '../identity/identity.ts';
import { type App, idParams, problems } from '../route.ts';

export const residentDetailRoute = (app: App, { db }: ApiDeps): void => {
  app.get(
    '/api/residents/:id',
    {
      config: { right: 'resident.read' },
      schema: {
        summary: 'One resident, with next of kin, home and response plan',
        tags: ['residents'],
        params: idParams,
        response: { 200: residentDetailSchema, ...problems },
      },
    },
    (request) => residentById(db, identityOf(request), request.params.id),
  );
};
