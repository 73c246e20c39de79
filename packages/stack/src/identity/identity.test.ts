import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listUnitStaff } from '@varde/postgres';
import { insertMunicipality, startTestDatabase, type TestDatabase } from '@varde/postgres/testing';
import type { Running } from '@varde/runtime';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../ports.ts';
import { loadSecrets, type Secrets } from '../secrets.ts';
import { choosePerson, signDemoToken } from './demo-token.ts';
import { startIdentity } from './identity.ts';
import { API_AUDIENCE, CONSOLE_CLIENT } from './parties.ts';

const PUBLIC_URL = 'http://127.0.0.1:8090';
const KARI = '11030000-0000-4000-8000-000000000001';

let database: TestDatabase;
let secrets: Secrets;
let issuer: string;
let identity: Running;
let folder: string;

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
  await database.query(`insert into unit values ('1103-centre', '1103', null, 'response-centre', 'Responssenter')`);
  await database.query(`insert into staff values
    ('${KARI}', '1103', 'kari', 'Kari <Ålgård>', 'operator', '1103-centre'),
    ('11030000-0000-4000-8000-000000000002', '1103', 'tor', 'Tor Brekkeli', 'technician', '1103-centre'),
    ('11030000-0000-4000-8000-000000000003', '1103', 'gjest', 'Gjest', 'operator', null)`);
  folder = mkdtempSync(path.join(tmpdir(), 'varde-identity-'));
  secrets = await loadSecrets(path.join(folder, 'secrets.json'));
  issuer = `http://127.0.0.1:${await freePort()}`;
  identity = await startIdentity({
    VARDE_DATABASE_URL: database.url,
    VARDE_PUBLIC_URL: PUBLIC_URL,
    VARDE_OIDC_ISSUER: issuer,
    VARDE_OIDC_CLIENT_SECRET: secrets.oidcClient,
    VARDE_OIDC_SIGNING_KEY: JSON.stringify(secrets.signingKey),
    VARDE_SESSION_SECRET: secrets.session,
  });
});
afterAll(async () => {
  await identity.close();
  await database.stop();
  rmSync(folder, { recursive: true });
});

const keys = () => createRemoteJWKSet(new URL(`${issuer}/jwks`));

/** A browser, as far as sign-in needs one: it keeps cookies and shows where it is sent. */
const createBrowser = () => {
  const cookies = new Map<string, string>();
  return async (url: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(new URL(url, issuer), {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]?.split('=') ?? [];
      cookies.set(name, value);
    }
    return response;
  };
};

const whereTo = (response: Response): string => response.headers.get('location') ?? '';

const authorization = (challenge: string | null): string => {
  const query = new URLSearchParams({
    client_id: CONSOLE_CLIENT,
    response_type: 'code',
    redirect_uri: `${PUBLIC_URL}/auth/callback`,
    scope: 'openid profile',
    state: 'state',
    ...(challenge === null ? {} : { code_challenge: challenge, code_challenge_method: 'S256' }),
  });
  return `/auth?${query}`;
};

test('somebody of the demo staff signs in with one press, and the console learns who', async () => {
  const verifier = randomBytes(32).toString('base64url');
  const browse = createBrowser();
  const login = whereTo(await browse(authorization(createHash('sha256').update(verifier).digest('base64url'))));
  const page = await (await browse(login)).text();
  expect(page).toContain('value="kari"');
  expect(page).toContain('Kari &lt;Ålgård&gt;');
  expect(page).not.toContain('gjest');
  const resumed = await browse(whereTo(await browse(login, { username: 'kari' })));
  const callback = new URL(whereTo(resumed));
  expect(`${callback.origin}${callback.pathname}`).toBe(`${PUBLIC_URL}/auth/callback`);

  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${CONSOLE_CLIENT}:${secrets.oidcClient}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: `${PUBLIC_URL}/auth/callback`,
      code_verifier: verifier,
    }),
  });
  const tokens = (await answer.json()) as { id_token: string; access_token: string };
  const person = {
    sub: KARI,
    name: 'Kari <Ålgård>',
    preferred_username: 'kari',
    role: 'operator',
    municipality: '1103',
  };
  const id = await jwtVerify(tokens.id_token, keys(), { issuer, audience: CONSOLE_CLIENT });
  expect(id.payload).toMatchObject(person);
  const access = await jwtVerify(tokens.access_token, keys(), { issuer, audience: API_AUDIENCE });
  expect(access.payload).toMatchObject(person);
});

test('sign-in without PKCE is refused', async () => {
  const refused = await createBrowser()(authorization(null));
  expect(whereTo(refused)).toContain('error=invalid_request');
});

test('a login nobody began shows a page that says what to do', async () => {
  const response = await createBrowser()('/login/made-up');
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('Prøv igjen'.toLowerCase());
});

test('a name that is not on the page signs nobody in', async () => {
  const browse = createBrowser();
  const login = whereTo(await browse(authorization('x'.repeat(43))));
  expect((await browse(login, { username: 'gjest' })).status).toBe(400);
});

test('a demo token is one the provider could have given', async () => {
  const staff = await listUnitStaff(database.db);
  const person = choosePerson(staff, 'operator', undefined);
  if (person === null) throw new Error('nobody');
  const token = await signDemoToken(secrets.signingKey, issuer, person);
  const { payload } = await jwtVerify(token, keys(), { issuer, audience: API_AUDIENCE });
  expect(payload).toMatchObject({ sub: KARI, preferred_username: 'kari', role: 'operator' });
  const hours = ((decodeJwt(token).exp ?? 0) - (decodeJwt(token).iat ?? 0)) / 3_600;
  expect(hours).toBe(12);
});

test('a token for a new name is for a new colleague, the same each time', async () => {
  const staff = await listUnitStaff(database.db);
  const first = choosePerson(staff, 'operator', 'operator-7');
  expect(first).toEqual(choosePerson(staff, 'operator', 'operator-7'));
  expect(first).toMatchObject({ username: 'operator-7', role: 'operator', municipalityId: '1103' });
  expect(first?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  // Kari is an operator; a technician called so is somebody else.
  expect(choosePerson(staff, 'technician', 'kari')).toMatchObject({ username: 'kari-technician', role: 'technician' });
});
