import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { apiRoutes } from './api-routes.ts';
import { countRequests } from './count-requests.ts';
import type { ApiDeps } from './deps.ts';
import { createBrokerDesk } from './device/broker-desk.ts';
import { authenticate } from './identity/authenticate.ts';
import { sessions } from './identity/sessions.ts';
import { serveConsole } from './pages/console.ts';
import { gatherOpenApi, serveDocs } from './pages/docs.ts';
import { securityHeaders } from './pages/security-headers.ts';
import { answerProblems, sendProblem } from './problem/answer-problems.ts';
import { notFound } from './problem/api-problem.ts';
import { limitSignIn, limitWrites } from './request-limits.ts';
import type { App } from './route.ts';
import { healthRoutes } from './routes/health.route.ts';
import { signInRoute } from './routes/sign-in.route.ts';
import { signInCallbackRoute } from './routes/sign-in-callback.route.ts';
import { signOutRoute } from './routes/sign-out.route.ts';
import { createStreamHub } from './stream/stream-hub.ts';

/** A POST that says JSON and sends nothing has no body: `answer` and its like need none. */
const acceptEmptyJson = (app: FastifyInstance): void => {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body, done);
  });
};

const create = (deps: ApiDeps): App =>
  Fastify({
    // Behind TLS there is a proxy; without it, nobody's word on where a request comes from counts.
    trustProxy: deps.publicUrl.startsWith('https:') ? ['loopback', 'linklocal', 'uniquelocal'] : false,
    forceCloseConnections: true,
    requestTimeout: 30_000,
    bodyLimit: 1024 * 1024,
    // A path that cannot be read leads nowhere.
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      sendProblem(reply, notFound('route'));
    },
  })
    .setValidatorCompiler(validatorCompiler)
    .setSerializerCompiler(serializerCompiler)
    .withTypeProvider<ZodTypeProvider>();

/** The whole api, ready to listen or to be asked through `inject()`. */
export const createApi = async (deps: ApiDeps): Promise<App> => {
  const app = create(deps);
  const hub = createStreamHub(deps);
  const desk = createBrokerDesk(deps.db, deps.brokerAccounts, deps.log);
  // Streams end by themselves only when we end them; afterwards the rest may finish.
  app.addHook('preClose', () => hub.close());
  acceptEmptyJson(app);
  answerProblems(app, deps.log, deps.consoleDir !== null);
  countRequests(app, deps.metrics);
  await securityHeaders(app, deps.publicUrl);
  await gatherOpenApi(app, deps.publicUrl);
  healthRoutes(app, deps);
  await serveDocs(app);
  if (deps.consoleDir !== null) await serveConsole(app, deps.consoleDir);

  await app.register(async (signIn) => {
    await sessions(signIn, deps);
    await limitSignIn(signIn);
    const routes = signIn.withTypeProvider<ZodTypeProvider>();
    signInRoute(routes, deps);
    signInCallbackRoute(routes, deps);
    signOutRoute(routes, deps);
  });
  await app.register(async (api) => {
    await sessions(api, deps);
    authenticate(api, deps, hub.seen);
    await limitWrites(api);
    await apiRoutes(api.withTypeProvider<ZodTypeProvider>(), deps, hub, desk);
  });
  return app;
};
