import type { Log } from '@varde/runtime';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { isPage } from '../pages/console.ts';
import { ApiProblem, notFound, toProblem } from './api-problem.ts';
import { toApiProblem } from './to-api-problem.ts';

const UNFORESEEN = new ApiProblem(500, 'internal', 'Something went wrong here. It has been logged.');

export const sendProblem = (reply: FastifyReply, problem: ApiProblem): FastifyReply => {
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  if (problem.status === 503) reply.header('retry-after', '1');
  return reply.status(problem.status).type('application/problem+json').send(toProblem(problem));
};

/** Every fault as application/problem+json. What was sent to us is neither echoed nor logged. */
export const answerProblems = (app: FastifyInstance, log: Log, withConsole: boolean): void => {
  app.setErrorHandler((error, request, reply) => {
    const problem = toApiProblem(error);
    if (problem !== null) return sendProblem(reply, problem);
    const { name, stack, code } = error as Error & { code?: unknown };
    log.error({ error: name, code, stack, route: request.routeOptions.url }, 'request failed');
    return sendProblem(reply, UNFORESEEN);
  });
  app.setNotFoundHandler((request, reply) => {
    if (withConsole && isPage(request.method, request.url)) return reply.sendFile('index.html');
    return sendProblem(reply, notFound('route'));
  });
};
