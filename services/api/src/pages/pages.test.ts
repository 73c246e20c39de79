import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../testing/test-api.ts';

let api: TestApi;
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'varde-console-'));
  await mkdir(join(dir, 'assets'));
  await writeFile(join(dir, 'index.html'), '<title>Varde</title>');
  await writeFile(join(dir, 'assets', 'index-4f2a.js'), '1');
  api = await startTestApi({ consoleDir: dir });
});
afterAll(async () => {
  await api.close();
  await rm(dir, { recursive: true, force: true });
});

test('the console: its pages are never kept, its assets for a year', async () => {
  for (const page of ['/', '/alarms', '/devices/4711?tab=map']) {
    const answer = await api.app.inject(page);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('Varde');
    expect(answer.headers['cache-control']).toBe('no-store');
  }
  const asset = await api.app.inject('/assets/index-4f2a.js');
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
});

test('what is no page is not answered with one', async () => {
  for (const path of ['/assets/old-1234.js', '/favicon.png', '/api/none', '/auth/none']) {
    expect((await api.app.inject(path)).json().code).toBe('route-unknown');
  }
  expect((await api.app.inject({ method: 'POST', url: '/alarms' })).statusCode).toBe(404);
  expect((await api.app.inject('/../../etc/passwd')).body).not.toContain('root:');
});

test('pages load nothing from elsewhere', async () => {
  const { headers } = await api.app.inject('/');
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/https?:|unsafe-eval/);
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('the OpenAPI document describes every route of the contract', async () => {
  const document = (await api.app.inject('/api/openapi.json')).json();
  expect(document.openapi).toBe('3.1.0');
  const paths = Object.keys(document.paths);
  for (const path of [
    '/api/me',
    '/api/me/presence',
    '/api/alarms',
    '/api/alarms/{id}',
    '/api/alarms/next',
    '/api/alarms/{id}/close',
    '/api/stream',
    '/api/device-profiles',
    '/api/devices',
    '/api/devices/{id}/credential',
    '/api/residents/{id}',
    '/api/areas',
    '/api/reports/summary',
  ]) {
    expect(paths).toContain(path);
  }
  const close = document.paths['/api/alarms/{id}/close'].post;
  expect(close.requestBody.content['application/json'].schema.required).toEqual(['cause', 'action']);
  expect(close.responses['4XX'].content).toHaveProperty('application/problem+json');
  expect(close.responses['200'].content['application/json'].schema.properties).toHaveProperty('answerBy');
});

test('the reference is served from here', async () => {
  const page = await api.app.inject('/api/docs/');
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toMatch(/(src|href)="https?:/);
  expect(page.headers['content-security-policy']).not.toMatch(/https?:/);
  expect((await api.app.inject('/api/docs/js/scalar.js')).statusCode).toBe(200);
});

test('health, readiness by name, metrics by route', async () => {
  expect((await api.app.inject('/healthz')).json()).toEqual({ alive: true });
  const readiness = async (): Promise<unknown> => (await api.app.inject('/readyz')).json();
  await expect.poll(readiness, { timeout: 10_000 }).toEqual({ ready: true, dependencies: { queue: 'ok' } });
  const kari = await api.user();
  await kari.get('/api/alarms/00000000-0000-4000-8000-000000000000');
  const metrics = (await api.app.inject('/metrics')).body;
  expect(metrics).toMatch(
    /varde_http_request_seconds_count\{process="api",method="GET",route="\/api\/alarms\/:id",status="404"\}/,
  );
  expect(metrics).toContain('varde_streams_open');
  expect(metrics).toContain('varde_changes_pushed_total');
});
