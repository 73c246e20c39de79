import type { SessionStore } from '@fastify/session';
import { type Database, deleteSession, readSession, writeSession } from '@varde/postgres';
import type { Session } from 'fastify';
import { SESSION_MS } from './session-data.ts';

/** Sessions in PostgreSQL: revocable, and the same for every api process. */
export const postgresSessions = (db: Database, now: () => number): SessionStore => ({
  get: (id, done) => {
    readSession(db, id, now()).then(
      (data) => done(null, data as Session | null),
      (error: unknown) => done(error),
    );
  },
  set: (id, session, done) => {
    const expiresAt = session.cookie.expires?.getTime() ?? now() + SESSION_MS;
    writeSession(db, id, session, expiresAt).then(() => done(), done);
  },
  destroy: (id, done) => {
    deleteSession(db, id).then(() => done(), done);
  },
});
