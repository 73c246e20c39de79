import { closeResidentBody, leftHomeSchema, moveBody } from '@varde/contracts';
import type { ApiDeps } from '../deps.ts';
import { closeFor } from '../household/close-resident.ts';
import { moveHouse } from '../household/move-resident.ts';
import { identityOf } from '../identity/identity.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import { may } from '../rights.ts';
import { type App, idParams, problems } from '../route.ts';

/** Somebody leaves a home: for another one, or for good. */
export const residentLeaveRoutes = (app: App, deps: ApiDeps): void => {
  const tags = ['residents'];
  const response = { 200: leftHomeSchema, ...problems };
  app.post(
    '/api/residents/:id/move',
    {
      config: { right: 'resident.move' },
      schema: {
        summary: 'To another home, with the devices that are named; whoever takes devices along is a technician',
        tags,
        params: idParams,
        body: moveBody,
        response,
      },
    },
    (request) => {
      const who = identityOf(request);
      if (request.body.devices.length > 0 && !may(who.role, 'device.manage'))
        throw new ApiProblem(403, 'role', 'Your role does not permit taking devices along.');
      return moveHouse(deps, who, request.params.id, request.body);
    },
  );
  app.post(
    '/api/residents/:id/close',
    {
      config: { right: 'resident.manage' },
      schema: {
        summary: 'Dead, moved away or done with us: what is granted ends, what hangs there is fetched',
        tags,
        params: idParams,
        body: closeResidentBody,
        response,
      },
    },
    (request) => closeFor(deps, identityOf(request), request.params.id, request.body),
  );
};
