import { Readable } from 'node:stream';
import { deviceQuerySchema } from '@varde/contracts';
import { z } from 'zod';
import { exportDevices } from '../bulk/export-devices.ts';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { type App, problems } from '../route.ts';

export const deviceExportRoute = (app: App, { db }: ApiDeps): void => {
  app.get(
    '/api/devices/export',
    {
      config: { right: 'device.manage' },
      schema: {
        summary: 'Devices as a CSV file that the import reads again; no names, no addresses, no codes',
        tags: ['devices'],
        produces: ['text/csv'],
        querystring: deviceQuerySchema.omit({ cursor: true, limit: true }),
        response: { 200: z.unknown(), ...problems },
      },
    },
    (request, reply) => {
      const { municipalityId } = identityOf(request);
      const { serial: serialPrefix, resident: residentId, profile, state } = request.query;
      const lines = exportDevices(db, { municipalityId, serialPrefix, residentId, profile, state });
      reply.header('content-disposition', 'attachment; filename="utstyr.csv"').type('text/csv; charset=utf-8');
      return reply.send(Readable.from(lines));
    },
  );
};
