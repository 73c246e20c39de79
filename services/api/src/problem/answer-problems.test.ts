import { problemSchema } from '@varde/contracts';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let kari: TestUser;

beforeAll(async () => {
  api = await startTestApi();
  kari = await api.user();
});
afterAll(() => api.close());

const problemOf = (answer: LightMyRequestResponse): { status: number; code: string } => {
  expect(answer.headers['content-type']).toMatch('application/problem+json');
  const problem = problemSchema.parse(answer.json());
  expect(problem.status).toBe(answer.statusCode);
  return { status: problem.status, code: problem.code };
};

const post = (payload: string, type = 'application/json'): Promise<LightMyRequestResponse> =>
  kari.send({ method: 'POST', url: '/api/alarms', payload, headers: { 'content-type': type } });

test('whatever is wrong with a request is a problem with a code', async () => {
  expect(problemOf(await post('{'))).toEqual({ status: 400, code: 'json-invalid' });
  expect(problemOf(await post('{}'))).toEqual({ status: 400, code: 'request-invalid' });
  expect(problemOf(await post('{"__proto__":{"a":1}}'))).toEqual({ status: 400, code: 'json-invalid' });
  expect(problemOf(await post('<a/>', 'application/xml'))).toEqual({ status: 415, code: 'media-type-unsupported' });
  expect(problemOf(await post(JSON.stringify({ note: 'x'.repeat(2_000_000) })))).toEqual({
    status: 413,
    code: 'body-too-large',
  });
  expect(problemOf(await kari.get('/api/nothing'))).toEqual({ status: 404, code: 'route-unknown' });
  expect(problemOf(await kari.get('/api/alarms/%ff'))).toEqual({ status: 404, code: 'route-unknown' });
  expect(problemOf(await kari.get('/api/alarms/not-a-uuid'))).toEqual({ status: 400, code: 'request-invalid' });
  expect(problemOf(await kari.get('/api/alarms?limit=0'))).toEqual({ status: 400, code: 'request-invalid' });
  expect(problemOf(await kari.get('/api/alarms?cursor=zzz'))).toEqual({ status: 400, code: 'cursor-invalid' });
  for (const url of ['/api/residents?name=%00', '/api/residents?area=%00', '/api/devices?serial=a%00']) {
    expect(problemOf(await kari.get(url))).toEqual({ status: 400, code: 'request-invalid' });
  }
  expect((await kari.send({ method: 'HEAD', url: '/api/stream' })).statusCode).toBe(404);
  expect(problemOf(await api.app.inject('/nowhere'))).toEqual({ status: 404, code: 'route-unknown' });
});

test('a client that writes without end is told to wait, and only that one', async () => {
  const runaway = await api.user();
  await runaway.get('/api/me');
  const url = '/api/alarms/00000000-0000-4000-8000-000000000000/answer';
  const answers = await Promise.all(Array.from({ length: 1_300 }, () => runaway.post(url)));
  const limited = answers.find(({ statusCode }) => statusCode === 429);
  expect(limited && problemOf(limited)).toEqual({ status: 429, code: 'too-many-requests' });
  expect((await kari.post(url)).statusCode).toBe(404);
});

test('without the database it is 503, told at once, and nothing of the inside is shown', async () => {
  const lame = await startTestApi();
  try {
    const user = await lame.user();
    expect((await user.get('/api/me')).statusCode).toBe(200);
    await expect.poll(async () => (await lame.app.inject('/readyz')).statusCode, { timeout: 10_000 }).toBe(200);
    await lame.database.stop();
    const answer = await user.get('/api/alarms');
    expect(problemOf(answer)).toEqual({ status: 503, code: 'database-unavailable' });
    expect(answer.headers['retry-after']).toBe('1');
    expect(answer.body).not.toMatch(/ECONN|pool|postgres/i);
  } finally {
    await lame.close();
  }
});
