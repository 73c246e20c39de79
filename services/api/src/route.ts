import { problemSchema } from '@varde/contracts';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** The faults every route may answer with. */
export const problems = {
  '4xx': problem('The request, or the state of things, does not permit it; `code` says which.'),
  '5xx': problem('Not possible at the moment; `code` says why.'),
};

export const idParams = z.object({ id: z.uuid().transform((id) => id.toLowerCase()) });
