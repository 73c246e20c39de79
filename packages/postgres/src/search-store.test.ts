import { wordSlips } from '@varde/domain';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  insertHome,
  insertMunicipality,
  startTestDatabase,
  TEST_MUNICIPALITY,
  type TestDatabase,
} from '../testing/index.ts';
import { findLikeWords } from './search-store.ts';
import { readTyped } from './typed-words.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
});
afterAll(() => database.stop());

test.each([
  ['Åse  AARRESTAD', ['arrestad', 'ase']],
  ['A\u030Age Hæstad', ['age', 'haestad']],
  ['Øyvind, Oeyvind', ['oyvind']],
  ["Anne-Lise O'Brien", ['anne', 'brien', 'lise', 'o']],
  ['Čáhppe Đorđe Łucja Zoë Nguyễn', ['cahppe', 'dorde', 'lucja', 'nguyen', 'zo']],
  ['Pedersgt. 12B', ['12b', 'pedersgt']],
  ['%_:*&|!()\\ \t', []],
  ['', []],
])('%s has the words %j', async (text, words) => {
  expect((await readTyped(database.db, text)).words).toEqual(words);
});

test('a number is the same whatever stands between its signs', async () => {
  for (const text of ['SA-0040123', 'sa 0040123', 'SA/0040/123']) {
    expect((await readTyped(database.db, text)).code).toBe('sa0040123');
  }
});

const like = async (typed: string): Promise<string[]> =>
  (await findLikeWords(database.db, TEST_MUNICIPALITY, 'name', [{ asked: typed, slips: wordSlips(typed) }])).map(
    ({ word }) => word,
  );

test('what may have been meant: the nearest words of the register, too short or too far for one way alone', async () => {
  const { residentIds } = await insertHome(database.db, 4);
  for (const [index, name] of ['Ole', 'Christophersen', 'Kristiansen', 'Nilsen'].entries()) {
    await database.query('update resident set family_name = $2 where id = $1', residentIds[index], name);
  }
  expect((await like('oel'))[0]).toBe('ole');
  expect((await like('nielsen'))[0]).toBe('nilsen');
  expect(await like('kristofersen')).toContain('christophersen');
  expect(await like('zzzz')).toEqual([]);
});

test('whoever restores a dump has no search path, and residents keep their words', async () => {
  const { id, residentIds } = await insertHome(database.db);
  await database.db.transaction().execute(async (tx) => {
    await sql`select set_config('search_path', '', true)`.execute(tx);
    await sql`update public.resident set given_name = 'Målfrid' where id = ${residentIds[0]}`.execute(tx);
    await sql`update public.home set street = 'Kirkevegen' where id = ${id}`.execute(tx);
  });
  const [row] = await database.query<{ words: string }>(
    'select words::text from resident where id = $1',
    residentIds[0],
  );
  expect(row?.words).toContain('malfrid');
});
