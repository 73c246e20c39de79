import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../testing/index.ts';
import { createDatabase } from './index.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

test('a server that falls silent in the middle of a statement is given up, and the next one is asked', async () => {
  const db = createDatabase({ url: database.url, name: 'patient', max: 1, statementTimeout: 200 }, () => undefined);
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  const { pid } = rows[0]!;
  process.kill(pid, 'SIGSTOP');
  try {
    const started = Date.now();
    await expect(sql`select 1`.execute(db)).rejects.toThrow();
    expect(Date.now() - started).toBeLessThan(4_000);
    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  } finally {
    process.kill(pid, 'SIGCONT');
    await db.destroy();
  }
});

test('in a transaction too; and what idles is not disturbed', async () => {
  const db = createDatabase({ url: database.url, name: 'patient', max: 1, statementTimeout: 200 }, () => undefined);
  let pid = 0;
  const writing = db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    pid = rows[0]!.pid;
    process.kill(pid, 'SIGSTOP');
    await sql`select 2`.execute(tx);
  });
  await expect(writing).rejects.toThrow();
  process.kill(pid, 'SIGCONT');
  await sql`select 1`.execute(db);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  await db.destroy();
});
