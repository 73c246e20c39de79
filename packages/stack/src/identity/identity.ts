import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createDatabase, listUnitStaff } from '@varde/postgres';
import { type Env, type Running, readConfig } from '@varde/runtime';
import { z } from 'zod';
import { faultPage, loginPage } from './login-page.ts';
import { createProvider } from './provider.ts';

const schema = z.object({
  VARDE_DATABASE_URL: z.url(),
  VARDE_PUBLIC_URL: z.url(),
  VARDE_OIDC_ISSUER: z.url(),
  VARDE_OIDC_CLIENT_SECRET: z.string().min(1),
  VARDE_OIDC_SIGNING_KEY: z.string().transform((text) => JSON.parse(text) as { kty: 'EC' }),
  VARDE_SESSION_SECRET: z.string().min(1),
});

const BODY_LIMIT = 1_024;

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > BODY_LIMIT) throw new Error('form too large');
  }
  return new URLSearchParams(text);
};

const sendPage = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(html);
};

/** The demo identity provider: whoever opens it may be anyone of the seed. Never part of `external`. */
export const startIdentity = async (env: Env): Promise<Running> => {
  const config = readConfig(schema, env);
  const db = createDatabase({ url: config.VARDE_DATABASE_URL, name: 'identity', max: 2 }, () => undefined);
  const provider = createProvider({
    issuer: config.VARDE_OIDC_ISSUER,
    signingKey: config.VARDE_OIDC_SIGNING_KEY,
    cookieKey: config.VARDE_SESSION_SECRET,
    clientSecret: config.VARDE_OIDC_CLIENT_SECRET,
    publicUrl: config.VARDE_PUBLIC_URL,
    findPerson: async (id) => (await listUnitStaff(db)).find((person) => person.id === id),
  });
  const follow = provider.callback();

  const login = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const people = await listUnitStaff(db);
    // Rejects when the sign-in is not this browser's, or is over.
    const { uid } = await provider.interactionDetails(request, response);
    if (request.method !== 'POST') return sendPage(response, 200, loginPage(`/login/${uid}`, people));
    const username = (await readForm(request)).get('username');
    const person = people.find((candidate) => candidate.username === username);
    if (person === undefined) return sendPage(response, 400, loginPage(`/login/${uid}`, people));
    await provider.interactionFinished(request, response, { login: { accountId: person.id } });
  };

  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/login/')) return void follow(request, response);
    login(request, response).catch(() => {
      if (!response.headersSent) sendPage(response, 400, faultPage());
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(new URL(config.VARDE_OIDC_ISSUER).port), '127.0.0.1', resolve);
  });
  return {
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await db.destroy();
    },
  };
};
