import { importQuerySchema, importReportSchema } from '@varde/contracts';
import { decisionImport } from '../bulk/import-decisions.ts';
import { deviceImport } from '../bulk/import-devices.ts';
import { keyBoxImport } from '../bulk/import-key-boxes.ts';
import { residentImport } from '../bulk/import-residents.ts';
import type { BulkImport } from '../bulk/plan-rows.ts';
import { runImport } from '../bulk/run-import.ts';
import type { ApiDeps } from '../deps.ts';
import { type Identity, identityOf } from '../identity/identity.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import type { Right } from '../rights.ts';
import { type App, problems } from '../route.ts';

/** Bytes of one file: fifty thousand rows, amply. */
const FILE_LIMIT = 16 * 1024 * 1024;

/** One route for each kind of file. The body is the file itself, as text/csv. */
export const bulkImportRoutes = async (app: App, deps: ApiDeps): Promise<void> => {
  // In a room of its own: nowhere else is a body taken as it comes.
  await app.register(async (scope) => {
    const types = ['text/csv', 'application/csv', 'text/plain', 'application/vnd.ms-excel', 'application/octet-stream'];
    scope.addContentTypeParser(types, { parseAs: 'buffer', bodyLimit: FILE_LIMIT }, (_request, body, done) =>
      done(null, body),
    );
    const takes = (what: string, right: Right, summary: string, importOf: (who: Identity) => BulkImport): void => {
      (scope as App).post(
        `/api/${what}/import`,
        {
          bodyLimit: FILE_LIMIT,
          config: { right },
          schema: {
            summary,
            tags: [what],
            consumes: ['text/csv'],
            querystring: importQuerySchema,
            response: { 200: importReportSchema, ...problems },
          },
        },
        (request) => {
          const { body } = request;
          if (!Buffer.isBuffer(body)) throw new ApiProblem(415, 'media-type-unsupported', 'Send the file as text/csv.');
          return runImport(importOf(identityOf(request)), body, request.query);
        },
      );
    };
    takes('devices', 'device.manage', 'Devices from a CSV file: a dry run, all or nothing, or the good rows', (who) =>
      deviceImport(deps, who),
    );
    takes('residents', 'resident.manage', 'Residents and their homes from a CSV file', (who) =>
      residentImport(deps, who),
    );
    takes('decisions', 'decision.manage', 'Decisions from a CSV file, a row for each function', (who) =>
      decisionImport(deps, who),
    );
    takes('key-boxes', 'home.manage', 'Key boxes from a CSV file, by home or serial number', (who) =>
      keyBoxImport(deps, who),
    );
  });
};
