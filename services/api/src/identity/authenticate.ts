import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import { answersAlarms, may, type Right } from '../rights.ts';
import { type Identity, toIdentity } from './identity.ts';
import { createKnownStaff } from './known-staff.ts';
import { isSameOrigin } from './same-origin.ts';
import './session-data.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the asker's role must permit; every route behind `authenticate` names one. */
    right?: Right;
  }
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Bearer token or session cookie → `request.identity`, and the route's right. Deny is the default. */
export const authenticate = (
  app: FastifyInstance,
  deps: Pick<ApiDeps, 'db' | 'identityProvider' | 'publicUrl' | 'now'>,
  seen: (staffId: string) => void,
): void => {
  const knownStaff = createKnownStaff(deps.db);

  const fromBearer = async (header: string): Promise<Identity> => {
    const [scheme, token, ...rest] = header.split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || token === undefined || rest.length > 0) {
      throw new ApiProblem(401, 'token-invalid', 'The token does not hold.');
    }
    const { claims, exp } = await deps.identityProvider.verify(token);
    return toIdentity(claims, exp * 1_000);
  };

  const fromSession = (request: FastifyRequest): Identity => {
    const { staff, sessionId } = request.session;
    if (staff === undefined || staff.until <= deps.now()) {
      throw new ApiProblem(401, 'sign-in-needed', 'Sign in first.');
    }
    if (!READS.has(request.method) && !isSameOrigin(request, deps.publicUrl)) {
      throw new ApiProblem(403, 'cross-site', 'This did not come from a page of ours.');
    }
    return toIdentity(staff, staff.until, sessionId);
  };

  app.decorateRequest('identity', null);
  app.addHook('onRoute', (route) => {
    if (route.config?.right === undefined) throw new Error(`${route.url} names no right`);
  });
  app.addHook('onRequest', async (request) => {
    const { authorization } = request.headers;
    const who = authorization === undefined ? fromSession(request) : await fromBearer(authorization);
    const { right } = request.routeOptions.config;
    if (right === undefined || !may(who.role, right)) {
      throw new ApiProblem(403, 'role', 'Your role does not permit this.');
    }
    await knownStaff(who);
    if (answersAlarms(who.role)) seen(who.id);
    request.identity = who;
  });
};
