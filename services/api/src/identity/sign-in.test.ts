import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let kari: TestUser;

beforeAll(async () => {
  api = await startTestApi();
  kari = await api.user('operator', { name: 'Kari' });
});
afterAll(() => api.close());

const cookieOf = (answer: LightMyRequestResponse): string =>
  answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');

const begin = async (returnTo = '/'): Promise<{ cookie: string; state: string; location: URL }> => {
  const answer = await api.app.inject(`/auth/login?returnTo=${encodeURIComponent(returnTo)}`);
  expect(answer.statusCode).toBe(302);
  const location = new URL(answer.headers.location ?? '');
  const state = location.searchParams.get('state') ?? '';
  api.issuer.nextSignIn.claims = kari.claims;
  api.issuer.nextSignIn.nonce = location.searchParams.get('nonce') ?? '';
  return { cookie: cookieOf(answer), state, location };
};

const end = (cookie: string, state: string): Promise<LightMyRequestResponse> =>
  api.app.inject({
    url: `/auth/callback?code=once&state=${state}&iss=${encodeURIComponent(api.issuer.url)}`,
    headers: { cookie },
  });

const signIn = async (): Promise<string> => {
  const { cookie, state } = await begin();
  return cookieOf(await end(cookie, state));
};

test('signing in goes to the provider with PKCE and comes back to a session', async () => {
  const { cookie, state, location } = await begin('/alarms?queue=operator');
  expect(Object.fromEntries(location.searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: 'http://varde.test/auth/callback',
  });
  const back = await end(cookie, state);
  expect(back.statusCode).toBe(302);
  expect(back.headers.location).toBe('/alarms?queue=operator');
  expect(back.cookies[0]).toMatchObject({ name: 'varde-session', httpOnly: true, sameSite: 'Lax', path: '/' });
  const me = await api.app.inject({ url: '/api/me', headers: { cookie: cookieOf(back) } });
  expect(me.json()).toMatchObject({ id: kari.id, name: 'Kari', role: 'operator' });
});

test('the session that is signed in is not the one that began', async () => {
  const { cookie, state } = await begin();
  expect(cookieOf(await end(cookie, state))).not.toBe(cookie);
  expect((await api.app.inject({ url: '/api/me', headers: { cookie } })).statusCode).toBe(401);
});

test('an answer from elsewhere signs nobody in', async () => {
  const { cookie, state } = await begin();
  expect((await end(cookie, 'another-state')).statusCode).toBe(401);
  expect((await end(cookie, state)).headers.location).toBe('/');
  expect((await end('', state)).headers.location).toBe('/');
  const other = await begin();
  api.issuer.nextSignIn.nonce = 'another-nonce';
  expect((await end(other.cookie, other.state)).statusCode).toBe(401);
});

test('afterwards one comes back to a page of ours, whatever was asked for', async () => {
  for (const elsewhere of ['https://evil.test/', '//evil.test', '/\\evil.test', 'evil', '/a\r\nset-cookie:b']) {
    const { cookie, state } = await begin(elsewhere);
    expect((await end(cookie, state)).headers.location).toBe('/');
  }
});

test('a person without a role is let in nowhere', async () => {
  const { cookie, state } = await begin();
  api.issuer.nextSignIn.claims = { ...kari.claims, role: 'visitor' };
  const refused = await end(cookie, state);
  expect(refused.statusCode).toBe(403);
  expect(refused.json().code).toBe('no-role');
});

test('a write with the cookie must come from a page of ours', async () => {
  const cookie = await signIn();
  const write = (headers: Record<string, string>): Promise<LightMyRequestResponse> =>
    api.app.inject({
      method: 'PUT',
      url: '/api/me/presence',
      payload: { available: true },
      headers: { cookie, ...headers },
    });
  for (const headers of [
    {},
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://varde.test' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    const refused = await write(headers as Record<string, string>);
    expect(refused.statusCode).toBe(403);
    expect(refused.json().code).toBe('cross-site');
  }
  expect((await write({ origin: 'http://varde.test' })).statusCode).toBe(200);
  expect((await write({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
});

test('signing out ends the session on the server, and says where to sign out altogether', async () => {
  const cookie = await signIn();
  const headers = { cookie, origin: 'http://varde.test' };
  const refused = await api.app.inject({ method: 'POST', url: '/auth/logout', headers: { cookie } });
  expect(refused.statusCode).toBe(403);
  const out = await api.app.inject({ method: 'POST', url: '/auth/logout', headers });
  expect(out.json().next).toContain(`${api.issuer.url}/end?`);
  expect((await api.app.inject({ url: '/api/me', headers: { cookie } })).statusCode).toBe(401);
});

test('a session can be revoked where it is kept', async () => {
  const cookie = await signIn();
  expect((await api.app.inject({ url: '/api/me', headers: { cookie } })).statusCode).toBe(200);
  await api.database.query('delete from session');
  expect((await api.app.inject({ url: '/api/me', headers: { cookie } })).statusCode).toBe(401);
});

test('a session ends with the shift', async () => {
  const cookie = await signIn();
  api.clock.ahead = 13 * 3_600_000;
  expect((await api.app.inject({ url: '/api/me', headers: { cookie } })).statusCode).toBe(401);
  api.clock.ahead = 0;
});
