import { deviceSchema } from '@varde/contracts';
import type { ApiDeps } from '../deps.ts';
import { deviceById } from '../device/change-device.ts';
import { identityOf } from '../identity/identity.ts';
import { type App, idParams, problems } from '../route.ts';

export const deviceDetailRoute = (app: App, deps: ApiDeps): void => {
  app.get(
    '/api/devices/:id',
    {
      config: { right: 'device.read' },
      schema: {
        summary: 'One device, with the latest it said of itself',
        tags: ['devices'],
        params: idParams,
        response: { 200: deviceSchema, ...problems },
      },
    },
    (request) => deviceById(deps, identityOf(request), request.params.id),
  );
};
