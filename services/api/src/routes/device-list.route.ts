import { deviceQuerySchema, deviceSchema, listOf } from '@varde/contracts';
import type { ApiDeps } from '../deps.ts';
import { pageDevices } from '../device/list-devices.ts';
import { identityOf } from '../identity/identity.ts';
import { type App, problems } from '../route.ts';

export const deviceListRoute = (app: App, { db }: ApiDeps): void => {
  app.get(
    '/api/devices',
    {
      config: { right: 'device.read' },
      schema: {
        summary: 'Devices by serial number',
        tags: ['devices'],
        querystring: deviceQuerySchema,
        response: { 200: listOf(deviceSchema), ...problems },
      },
    },
    (request) => pageDevices(db, identityOf(request).municipalityId, request.query),
  );
};
