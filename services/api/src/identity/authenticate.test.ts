import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../testing/test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const me = (authorization: string): Promise<LightMyRequestResponse> =>
  api.app.inject({ url: '/api/me', headers: { authorization } });

test('without a token or a session it is 401, as a problem', async () => {
  const refused = await api.app.inject('/api/me');
  expect(refused.statusCode).toBe(401);
  expect(refused.headers['www-authenticate']).toBe('Bearer');
  expect(refused.headers['content-type']).toMatch('application/problem+json');
  expect(refused.json()).toMatchObject({ code: 'sign-in-needed', status: 401 });
});

test('a token holds only when everything in it does', async () => {
  const { claims } = await api.user();
  const { privateKey } = await generateKeyPair('ES256');
  const forged = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: 'test' })
    .setIssuer(api.issuer.url)
    .setAudience('varde-api')
    .setExpirationTime('5m')
    .sign(privateKey);
  const spoiled = [
    forged,
    'nonsense',
    await api.issuer.token(claims, { audience: 'other-api' }),
    await api.issuer.token(claims, { issuer: 'http://elsewhere.test' }),
    await api.issuer.token(claims, { expires: '-1m' }),
    await api.issuer.token({ ...claims, role: 'king' }),
    await api.issuer.token({ ...claims, sub: 'not-a-uuid' }),
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`,
  ];
  for (const token of spoiled) {
    const refused = await me(`Bearer ${token}`);
    expect(refused.statusCode).toBe(401);
    expect(refused.json().code).toBe('token-invalid');
  }
  expect((await me('Basic a2FyaTprYXJp')).statusCode).toBe(401);
});

test('somebody the provider vouches for is known from then on, and follows its word', async () => {
  const kari = await api.user('operator', { name: 'Kari' });
  await kari.get('/api/me');
  const renamed = await api.user('shift-lead', { ...kari.claims, name: 'Kari Å.', role: 'shift-lead' });
  await renamed.get('/api/me');
  expect(await api.database.query('select name, role from staff where id = $1', kari.id)).toEqual([
    { name: 'Kari Å.', role: 'shift-lead' },
  ]);
});

test('a municipality that is not here, or a user name that is taken, is 403', async () => {
  const stranger = await api.user('operator', { municipality: '9999' });
  expect((await stranger.get('/api/me')).json()).toMatchObject({ status: 403, code: 'municipality-unknown' });
  const kari = await api.user('operator', { preferred_username: 'kari' });
  await kari.get('/api/me');
  const other = await api.user('operator', { sub: randomUUID(), preferred_username: 'kari' });
  expect((await other.get('/api/me')).json()).toMatchObject({ status: 403, code: 'username-taken' });
});

test('a role has its rights and no others', async () => {
  const table: [role: Parameters<TestApi['user']>[0], url: string, status: number][] = [
    ['case-worker', '/api/alarms', 403],
    ['case-worker', '/api/residents', 200],
    ['responder', '/api/residents', 403],
    ['responder', '/api/alarms', 200],
    ['technician', '/api/devices', 200],
    ['admin', '/api/reports/summary', 200],
  ];
  for (const [role, url, status] of table) expect((await (await api.user(role)).get(url)).statusCode).toBe(status);
  const operator = await api.user('operator');
  expect((await operator.post('/api/devices', { profile: 'social-alarm', serial: '1' })).statusCode).toBe(403);
});

test('without the identity provider it is 503, and the api is up all the same', async () => {
  const alone = await startTestApi({ issuer: 'http://127.0.0.1:1' });
  try {
    const { token } = await alone.user();
    const answer = await alone.app.inject({ url: '/api/me', headers: { authorization: `Bearer ${token}` } });
    expect(answer.statusCode).toBe(503);
    expect(answer.json().code).toBe('identity-unavailable');
    expect((await alone.app.inject('/auth/login')).json().code).toBe('identity-unavailable');
    expect((await alone.app.inject('/healthz')).statusCode).toBe(200);
  } finally {
    await alone.close();
  }
});

test('a provider that does not give its keys says nothing of a token: 503, and not 401', async () => {
  const alone = await startTestApi();
  try {
    alone.issuer.withholdKeys();
    const answer = await (await alone.user()).get('/api/me');
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'identity-unavailable']);
  } finally {
    await alone.close();
  }
});
