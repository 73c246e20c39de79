import { randomUUID } from 'node:crypto';
import type { Role } from '@varde/domain';
import type { BrokerAccounts } from '@varde/mqtt';
import { createDatabase } from '@varde/postgres';
import { insertMunicipality, startTestDatabase, TEST_MUNICIPALITY, type TestDatabase } from '@varde/postgres/testing';
import { createProducer } from '@varde/queues';
import { createLog, createMetrics } from '@varde/runtime';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { createApi } from '../src/app.ts';
import { createIdentityProvider } from '../src/identity/identity-provider.ts';
import type { App } from '../src/route.ts';
import { type Claims, startTestIssuer, type TestIssuer } from './test-issuer.ts';

const CLIENT_ID = 'varde-console';
const PUBLIC_URL = 'http://varde.test';

export type TestUser = {
  readonly id: string;
  readonly claims: Claims;
  readonly token: string;
  get(url: string): Promise<LightMyRequestResponse>;
  post(url: string, body?: InjectOptions['payload']): Promise<LightMyRequestResponse>;
  send(request: InjectOptions): Promise<LightMyRequestResponse>;
};

export type TestApi = {
  readonly app: App;
  readonly database: TestDatabase;
  readonly issuer: TestIssuer;
  /** What the broker does with what it is told; a test may put in another. */
  readonly broker: { accounts: BrokerAccounts };
  /** The api's clock runs with the machine's, this much ahead. */
  readonly clock: { ahead: number };
  user(role?: Role, claims?: Partial<Claims>): Promise<TestUser>;
  /** Listens on a real socket; gives its URL. */
  listen(): Promise<string>;
  close(): Promise<void>;
};

/** The embedded broker's way: it reads the accounts itself, and there is nothing to tell it. */
const nothingToTell: BrokerAccounts = {
  put: async () => undefined,
  revoke: async () => undefined,
  close: async () => undefined,
};

/** The api on a real database, a real queue and an identity provider of its own. */
export const startTestApi = async (options: { consoleDir?: string; issuer?: string } = {}): Promise<TestApi> => {
  const database = await startTestDatabase();
  await insertMunicipality(database.db);
  // Not the test's own pool: a test may take the server away, and see what the api says of it.
  const db = createDatabase({ url: database.url, name: 'api', max: 16 }, () => undefined);
  const issuer = await startTestIssuer(CLIENT_ID);
  const dispatch = createProducer({ url: database.url, queue: 'dispatch', onError: () => undefined });
  const broker: TestApi['broker'] = { accounts: nothingToTell };
  const clock = { ahead: 0 };
  const app = await createApi({
    db,
    databaseUrl: database.url,
    process: 'api',
    dispatch,
    brokerAccounts: {
      put: (account) => broker.accounts.put(account),
      revoke: (username) => broker.accounts.revoke(username),
      close: async () => undefined,
    },
    identityProvider: createIdentityProvider({
      issuer: options.issuer ?? issuer.url,
      clientId: CLIENT_ID,
      clientSecret: 'secret',
    }),
    log: createLog('api', 'silent'),
    metrics: createMetrics('api'),
    checks: { queue: () => dispatch.ping() },
    publicUrl: PUBLIC_URL,
    sessionSecret: 'a session secret of more than 32 characters',
    consoleDir: options.consoleDir ?? null,
    now: () => Date.now() + clock.ahead,
    newId: randomUUID,
  });

  const user: TestApi['user'] = async (role = 'operator', changed = {}) => {
    const sub = changed.sub ?? randomUUID();
    const claims = {
      sub,
      name: 'Kari Prøve',
      preferred_username: sub,
      role,
      municipality: TEST_MUNICIPALITY,
      ...changed,
    };
    const token = await issuer.token(claims);
    const headers = { authorization: `Bearer ${token}` };
    const send = (request: InjectOptions): Promise<LightMyRequestResponse> =>
      app.inject({ ...request, headers: { ...headers, ...request.headers } });
    return {
      id: sub,
      claims,
      token,
      get: (url) => send({ method: 'GET', url }),
      post: (url, payload) => send({ method: 'POST', url, ...(payload === undefined ? {} : { payload }) }),
      send,
    };
  };

  return {
    app,
    database,
    issuer,
    broker,
    clock,
    user,
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    close: async () => {
      await app.close();
      await dispatch.close();
      await db.destroy();
      await issuer.close();
      await database.stop();
    },
  };
};
