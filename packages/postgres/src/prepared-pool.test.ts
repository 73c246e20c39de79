import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../testing/index.ts';
import { createDatabase, type Database, pipelineOf } from './index.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await startTestDatabase();
  await database.query('create table note (text text primary key)');
  db = createDatabase({ url: database.url, name: 'test', max: 1, prepared: true }, () => undefined);
});
afterAll(async () => {
  await db.destroy();
  await database.stop();
});

const write = (text: string) => sql`insert into note values (${text})`;
const notes = async () =>
  (await database.query<{ text: string }>('select text from note order by text')).map(({ text }) => text);

test('a statement is planned once a connection', async () => {
  for (const text of ['a', 'b', 'c']) await write(text).execute(db);
  const { rows } = await sql`
    select from pg_prepared_statements where statement like 'insert into note%'`.execute(db);
  expect(rows).toHaveLength(1);
  expect(await notes()).toEqual(['a', 'b', 'c']);
});

test('a transaction is one from its first statement on', async () => {
  const failing = db.transaction().execute(async (tx) => {
    await write('d').execute(tx);
    await write('a').execute(tx);
  });
  await expect(failing).rejects.toMatchObject({ code: '23505' });
  expect(await notes()).toEqual(['a', 'b', 'c']);
});

test('one without a statement leaves nothing behind', async () => {
  await db.transaction().execute(async () => undefined);
  await expect(db.transaction().execute(async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await write('e').execute(db);
  expect(await notes()).toContain('e');
});

test('what is given together runs in its order, and fails together', async () => {
  const failing = db.transaction().execute(async (tx) => {
    const pipeline = await pipelineOf(tx);
    await Promise.all(['f', 'a', 'g'].map((text) => write(text).execute(pipeline)));
  });
  await expect(failing).rejects.toMatchObject({ code: '23505' });
  expect(await notes()).toEqual(['a', 'b', 'c', 'e']);
});

test('a connection stays, however long nothing is asked of it', async () => {
  const faults: Error[] = [];
  const options = { url: database.url, name: 'test', max: 1, prepared: true, statementTimeout: 200 };
  const patient = createDatabase(options, (error) => faults.push(error));
  const pid = async () => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(patient)).rows[0]!.pid;
  const first = await pid();
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(await pid()).toBe(first);
  expect(faults).toEqual([]);
  await patient.destroy();
});
