import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../testing/index.ts';
import { createDatabase } from './index.ts';
import { localServerOf } from './local-server.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

test('whoever opens a database is told of each process of this machine that serves it', async () => {
  const told: number[] = [];
  const onLocalServer = (pid: number): void => void told.push(pid);
  const db = createDatabase({ url: database.url, name: 'test', max: 1, onLocalServer }, () => undefined);
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  expect(told).toEqual([rows[0]?.pid]);
  await db.destroy();
});

test('a process of the same number that serves somebody else is not taken for it', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  expect(localServerOf(client)).toBeGreaterThan(0);
  expect(localServerOf(Object.create(client, { processID: { value: process.pid } }))).toBeNull();
  expect(localServerOf(Object.create(client, { processID: { value: 2 ** 22 + 1 } }))).toBeNull();
  // Waits until the connection has closed: the server is stopped right after, and its farewell would find no listener.
  await client.end();
});
