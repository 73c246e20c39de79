import { alarmDetailSchema } from '@varde/contracts';
import { findAlarm } from '@varde/postgres';
import { loadDetail } from '../alarm/load-detail.ts';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { notFound } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';

export const alarmDetailRoute = (app: App, { db, now }: ApiDeps): void => {
  app.get(
    '/api/alarms/:id',
    {
      config: { right: 'alarm.read' },
      schema: {
        summary: 'One alarm with all that an operator needs beside it',
        tags: ['alarms'],
        params: idParams,
        response: { 200: alarmDetailSchema, ...problems },
      },
    },
    async (request) => {
      const { municipalityId } = identityOf(request);
      const record = await findAlarm(db, municipalityId, request.params.id);
      if (record === null) throw notFound('alarm');
      return loadDetail(db, record, now());
    },
  );
};
