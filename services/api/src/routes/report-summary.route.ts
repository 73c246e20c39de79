import { summarySchema } from '@varde/contracts';
import { seconds } from '@varde/domain';
import { readSummary } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { omitNull } from '../omit-null.ts';
import { type App, problems } from '../route.ts';

/** Seen within this is present: several times the interval at which an open console is seen. */
const PRESENT_WITHIN = seconds(30);

export const reportSummaryRoute = (app: App, { db, now }: ApiDeps): void => {
  app.get(
    '/api/reports/summary',
    {
      config: { right: 'report.read' },
      schema: {
        summary: "The console's header: answered in time today, operators present, alarms waiting",
        tags: ['reports'],
        response: { 200: summarySchema, ...problems },
      },
    },
    async (request) => {
      const { municipalityId } = identityOf(request);
      const { answeredInTime, operatorsPresent, waiting } = await readSummary(
        db,
        municipalityId,
        now(),
        PRESENT_WITHIN,
      );
      return { operatorsPresent, waiting, ...omitNull({ answeredInTime }) };
    },
  );
};
