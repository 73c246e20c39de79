import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { ApiProblem } from './problem/api-problem.ts';

const tooMany = (): ApiProblem => new ApiProblem(429, 'too-many-requests', 'Too many requests; wait a little.');

/**
 * Writes, for each who asks. Far above what a person, or an installer's import of ten thousand devices, does; low
 * enough that one runaway client leaves room for the others.
 */
export const limitWrites = async (app: FastifyInstance): Promise<void> => {
  await app.register(rateLimit, {
    max: 600,
    timeWindow: 1_000,
    allowList: (request) => request.method === 'GET' || request.method === 'HEAD',
    keyGenerator: (request) => request.identity?.id ?? request.ip,
    errorResponseBuilder: tooMany,
  });
};

/** Sign-ins, for each address: a whole response centre may begin its shift behind one. */
export const limitSignIn = async (app: FastifyInstance): Promise<void> => {
  await app.register(rateLimit, { max: 300, timeWindow: 60_000, errorResponseBuilder: tooMany });
};
