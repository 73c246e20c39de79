import { incidentDetailSchema } from '@varde/contracts';
import { findAlarms, findIncident, listMemberIds, loadHitResidents } from '@varde/postgres';
import { presentAlarm } from '../alarm/present-alarm.ts';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { presentCallList, presentIncident } from '../incident/present-incident.ts';
import { notFound } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';

/** Members shown; their number stands beside them. */
const SHOWN = 500;

export const incidentDetailRoute = (app: App, { db }: ApiDeps): void => {
  app.get(
    '/api/incidents/:id',
    {
      config: { right: 'incident.read' },
      schema: {
        summary: 'One incident, with whom to call and the alarms that belong to it',
        tags: ['incidents'],
        params: idParams,
        response: { 200: incidentDetailSchema, ...problems },
      },
    },
    async (request) => {
      const { municipalityId } = identityOf(request);
      const record = await findIncident(db, municipalityId, request.params.id);
      if (record === null) throw notFound('incident');
      const [residents, memberIds] = await Promise.all([
        loadHitResidents(db, record.id),
        listMemberIds(db, record.id, SHOWN),
      ]);
      return {
        ...presentIncident(record),
        callList: presentCallList(residents),
        alarms: (await findAlarms(db, memberIds)).map(presentAlarm),
      };
    },
  );
};
