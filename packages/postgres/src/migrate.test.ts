import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../testing/index.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'varde-migrate-'));
  await sql.raw('drop schema public cascade; create schema public').execute(database.db);
  await writeFile(path.join(folder, '0001-one.sql'), 'create table one (n int); insert into one values (1);');
  await writeFile(path.join(folder, '0002-two.sql'), 'alter table one add two int; insert into one values (2, 2);');
});
afterEach(() => rm(folder, { recursive: true }));

const rows = async (): Promise<number> => (await sql`select * from one`.execute(database.db)).rows.length;

test('applies what is new, in order, once', async () => {
  expect(await migrate(database.url, folder)).toEqual(['0001-one.sql', '0002-two.sql']);
  await writeFile(path.join(folder, '0003-three.sql'), 'insert into one values (3, 3);');
  expect(await migrate(database.url, folder)).toEqual(['0003-three.sql']);
  expect(await rows()).toBe(3);
});

test('of several migrators at once each file is applied by one', async () => {
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, folder)));
  expect(applied.flat().toSorted()).toEqual(['0001-one.sql', '0002-two.sql']);
  expect(await rows()).toBe(2);
});

test('a file changed after it was applied is refused by name', async () => {
  await migrate(database.url, folder);
  await writeFile(path.join(folder, '0001-one.sql'), 'create table one (n bigint);');
  await expect(migrate(database.url, folder)).rejects.toThrow('0001-one.sql was changed');
});

test('a database newer than the code is refused', async () => {
  await migrate(database.url, folder);
  await rm(path.join(folder, '0002-two.sql'));
  await expect(migrate(database.url, folder)).rejects.toThrow('newer than this code');
});

test('a file that fails leaves nothing of itself, and what came before it stays', async () => {
  await writeFile(path.join(folder, '0002-two.sql'), 'alter table one add two int; select nonsense;');
  await expect(migrate(database.url, folder)).rejects.toThrow('nonsense');
  expect((await sql`select * from one`.execute(database.db)).rows).toEqual([{ n: 1 }]);
});

test('the migrations of this house apply', async () => {
  expect((await migrate(database.url)).length).toBeGreaterThan(0);
  expect(await migrate(database.url)).toEqual([]);
});
