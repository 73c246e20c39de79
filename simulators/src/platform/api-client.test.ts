import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiClient, createApiClient, isFinal } from './api-client.ts';

/** Lets only the second token in; each path is answered with the status it names. */
let server: Server;
let api: ApiClient;
let asked: string[];

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    const status = request.headers.authorization === 'Bearer second' ? Number(request.url?.slice(1)) : 401;
    const problem = { type: 'about:blank', title: 'No', status, code: 'no-such-thing' };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(status === 204 ? undefined : JSON.stringify(status < 400 ? { fine: true } : problem));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  api = createApiClient(`http://127.0.0.1:${port}`, { current: async () => 'first', renewed: async () => 'second' });
});

afterEach(() => {
  server.close();
});

test('a token that has run out is renewed, once', async () => {
  expect(await api.request('GET', '/200')).toEqual({ fine: true });
  expect(asked).toEqual(['GET /200 Bearer first', 'GET /200 Bearer second']);
});

test('no content is undefined', async () => {
  expect(await api.request('POST', '/204', {})).toBeUndefined();
});

test.each([
  ['/404', true],
  ['/409', true],
  ['/429', false],
  ['/503', false],
])('a no from %s carries its code; final: %s', async (path, final) => {
  const error = await api.request('DELETE', path).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'ApiError', code: 'no-such-thing', status: Number(path.slice(1)) });
  expect(isFinal(error)).toBe(final);
});

test('an api that is not there is no final fault', async () => {
  server.close();
  server.closeAllConnections();
  expect(isFinal(await api.request('GET', '/200').catch((error: unknown) => error))).toBe(false);
});
