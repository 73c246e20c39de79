import { alarmQuerySchema, alarmSchema, listOf } from '@varde/contracts';
import { listAlarms } from '../alarm/list-alarms.ts';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { type App, problems } from '../route.ts';

export const alarmListRoute = (app: App, { db, now }: ApiDeps): void => {
  app.get(
    '/api/alarms',
    {
      config: { right: 'alarm.read' },
      schema: {
        summary: 'Alarms that are not closed, in the order they should be answered; or those of one state',
        tags: ['alarms'],
        querystring: alarmQuerySchema,
        response: { 200: listOf(alarmSchema), ...problems },
      },
    },
    (request) => {
      const { municipalityId } = identityOf(request);
      const { queue, state, colour, resident, device, cursor, limit } = request.query;
      const filter = { municipalityId, queue, state, colour, residentId: resident, deviceId: device };
      return listAlarms(db, filter, { cursor, limit }, now());
    },
  );
};
