import { Readable } from 'node:stream';
import type { Database } from '@varde/postgres';
import { z } from 'zod';
import { exportDecisions, exportKeyBoxes, exportResidents } from '../bulk/export-registry.ts';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import type { Right } from '../rights.ts';
import { type App, problems } from '../route.ts';

type Export = (db: Database, municipalityId: string) => AsyncGenerator<string>;

/** Files that the imports read again. What opens a door never stands beside where the door is. */
export const bulkExportRoutes = (app: App, { db }: ApiDeps): void => {
  const gives = (what: string, name: string, right: Right, summary: string, lines: Export): void => {
    app.get(
      `/api/${what}/export`,
      {
        config: { right },
        schema: { summary, tags: [what], produces: ['text/csv'], response: { 200: z.unknown(), ...problems } },
      },
      (request, reply) => {
        reply.header('content-disposition', `attachment; filename="${name}.csv"`).type('text/csv; charset=utf-8');
        return reply.send(Readable.from(lines(db, identityOf(request).municipalityId)));
      },
    );
  };
  gives(
    'residents',
    'beboere',
    'resident.manage',
    'Residents and their homes as a CSV file; no codes',
    exportResidents,
  );
  gives('decisions', 'vedtak', 'decision.manage', 'Decisions as a CSV file, a row for each function', exportDecisions);
  gives('key-boxes', 'nokkelbokser', 'home.manage', 'Key boxes as a CSV file; no names, no addresses', exportKeyBoxes);
};
