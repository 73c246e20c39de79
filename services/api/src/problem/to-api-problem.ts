import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ApiProblem } from './api-problem.ts';
import { isDatabaseUnavailable } from './database-unavailable.ts';

/** Fastify's own faults that have a code of ours; the rest of its 4xx is a request it could not read. */
const FASTIFY_FAULTS: Readonly<Record<string, readonly [status: number, code: string, title: string]>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'json-invalid', 'The body is not JSON.'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body-too-large', 'The body is too large.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'media-type-unsupported', 'Send the body as application/json.'],
};

/** SQLSTATEs of what PostgreSQL holds in no column: NUL, in a search or a cursor; a day or a time that it has not. */
const UNSTORABLE = new Set<unknown>(['22021', '22P05', '22007', '22008']);
const DEADLOCK = '40P01';

const invalid = (faults?: { path: string; message: string }[]): ApiProblem =>
  new ApiProblem(400, 'request-invalid', 'The request is not of the right shape.', faults ? { faults } : {});

/** The only place where an error becomes an answer. null: nobody foresaw it. */
export const toApiProblem = (error: unknown): ApiProblem | null => {
  if (error instanceof ApiProblem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    return invalid(
      error.validation.map((fault) => ({
        path: `${error.validationContext ?? ''}${fault.instancePath}`,
        message: fault.message ?? 'invalid',
      })),
    );
  }
  if (!(error instanceof Error)) return null;
  const { code, statusCode } = error as Error & { code?: unknown; statusCode?: unknown };
  const known = typeof code === 'string' ? FASTIFY_FAULTS[code] : undefined;
  if (known !== undefined) return new ApiProblem(...known);
  if (isDatabaseUnavailable(error)) {
    return new ApiProblem(503, 'database-unavailable', 'The database does not answer; nothing was changed.');
  }
  if (code === DEADLOCK) {
    return new ApiProblem(
      503,
      'write-conflict',
      'Two changes stood in each other’s way; this one was not made. Try again.',
    );
  }
  if (UNSTORABLE.has(code)) return invalid();
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? invalid() : null;
};
