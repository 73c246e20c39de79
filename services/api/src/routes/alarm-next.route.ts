import { alarmSchema } from '@varde/contracts';
import { z } from 'zod';
import { presentAlarm } from '../alarm/present-alarm.ts';
import { createReserveNext } from '../alarm/reserve-next.ts';
import { tellOthers } from '../alarm/tell-others.ts';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { type App, problems } from '../route.ts';

export const alarmNextRoute = (app: App, deps: ApiDeps): void => {
  const reserveNext = createReserveNext(deps.db);
  app.post(
    '/api/alarms/next',
    {
      config: { right: 'alarm.next' },
      schema: {
        summary: 'Reserve the next alarm for me for a few seconds; 204 when none waits',
        tags: ['alarms'],
        response: { 200: alarmSchema, 204: z.null(), ...problems },
      },
    },
    async (request, reply) => {
      const who = identityOf(request);
      const record = await reserveNext(who, deps.now());
      if (record === null) return reply.status(204).send(null);
      tellOthers(deps, who.municipalityId);
      return presentAlarm(record);
    },
  );
};
