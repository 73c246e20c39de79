import { readFileSync } from 'node:fs';
import os from 'node:os';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../testing/index.ts';
import { backendOf, lowerBackend } from './lower-backend.ts';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

test('the process that serves a connection has its priority, where it is one of this machine', async () => {
  const client = await pool.connect();
  const pid = backendOf(client);
  lowerBackend(client, 12);
  expect(readFileSync(`/proc/${pid}/cmdline`, 'latin1')).toMatch(/^postgres: /);
  expect(os.getPriority(pid)).toBe(12);
  client.release();
});

test('a process that serves somebody else is left alone', async () => {
  const client = await pool.connect();
  const before = os.getPriority();
  const stranger = Object.create(client, { processID: { value: process.pid } }) as pg.PoolClient;
  lowerBackend(stranger, 12);
  expect(os.getPriority()).toBe(before);
  client.release();
});
