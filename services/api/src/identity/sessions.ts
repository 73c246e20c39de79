import cookie from '@fastify/cookie';
import session from '@fastify/session';
import { deleteExpiredSessions } from '@varde/postgres';
import { repeat } from '@varde/runtime';
import type { FastifyInstance } from 'fastify';
import type { ApiDeps } from '../deps.ts';
import { postgresSessions } from './postgres-sessions.ts';
import { SESSION_MS } from './session-data.ts';

const SWEEP_MS = 3_600_000;

/** The console's sessions: a signed cookie that names a row, so that ending the row ends the session. */
export const sessions = async (
  app: FastifyInstance,
  deps: Pick<ApiDeps, 'db' | 'log' | 'now' | 'publicUrl' | 'sessionSecret'>,
): Promise<void> => {
  await app.register(cookie);
  await app.register(session, {
    secret: deps.sessionSecret,
    cookieName: 'varde-session',
    store: postgresSessions(deps.db, deps.now),
    saveUninitialized: false,
    rolling: false,
    cookie: {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: deps.publicUrl.startsWith('https:'),
      maxAge: SESSION_MS,
    },
  });
  const sweep = repeat({
    pause: SWEEP_MS,
    run: () => deleteExpiredSessions(deps.db, deps.now()),
    onError: (error) => deps.log.warn({ err: error }, 'expired sessions not deleted'),
  });
  app.addHook('onClose', () => sweep.close());
};
