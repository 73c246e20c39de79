import { residentDetailSchema } from '@varde/contracts';
import { findHome, findResidentCards } from '@varde/postgres';
import { presentResident } from '../alarm/present-detail.ts';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { notFound } from '../problem/api-problem.ts';
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
    async (request) => {
      const { municipalityId } = identityOf(request);
      const [card] = await findResidentCards(db, municipalityId, [request.params.id]);
      if (card === undefined) throw notFound('resident');
      return presentResident(card, await findHome(db, card.homeId));
    },
  );
};
