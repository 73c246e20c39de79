import { alarmSchema, phonedAlarmBody } from '@varde/contracts';
import { findAlarm } from '@varde/postgres';
import { phoneIn } from '../alarm/phone-in.ts';
import { presentAlarm } from '../alarm/present-alarm.ts';
import { tellOthers } from '../alarm/tell-others.ts';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { notFound } from '../problem/api-problem.ts';
import { type App, problems } from '../route.ts';

export const alarmPhoneInRoute = (app: App, deps: ApiDeps): void => {
  app.post(
    '/api/alarms',
    {
      config: { right: 'alarm.phone-in' },
      schema: {
        summary: 'Somebody phoned in',
        tags: ['alarms'],
        body: phonedAlarmBody,
        response: { 201: alarmSchema, ...problems },
      },
    },
    async (request, reply) => {
      const who = identityOf(request);
      const id = await phoneIn(deps.db, deps.newId(), request.body, who, deps.now());
      tellOthers(deps, who.municipalityId);
      const record = await findAlarm(deps.db, who.municipalityId, id);
      if (record === null) throw notFound('alarm');
      return reply.status(201).header('location', `/api/alarms/${id}`).send(presentAlarm(record));
    },
  );
};
