import { randomUUID } from 'node:crypto';
import { areaSchema, listOf, residentDetailSchema, residentSchema } from '@varde/contracts';
import { insertHome, insertPlan } from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let kari: TestUser;
let olga: string;

beforeAll(async () => {
  api = await startTestApi();
  kari = await api.user();
  const { residentIds } = await insertHome(api.database.db, 3);
  olga = residentIds[0] ?? '';
  const names = [
    ['Olga Marie', 'Nilsen'],
    ['Per', 'Nilsen'],
    ['Ås_e', 'Berg'],
  ];
  for (const [index, [given, family]] of names.entries()) {
    await api.database.query(
      'update resident set given_name = $2, family_name = $3, birth_date = $4 where id = $1',
      residentIds[index],
      given,
      family,
      '1942-01-01',
    );
  }
  await insertPlan(api.database.db, olga, []);
  await api.database.query(
    "insert into next_of_kin values (gen_random_uuid(), $1, 1, 'Ane Prøve', 'datter', '+4700000000', true)",
    olga,
  );
});
afterAll(() => api.close());

const names = async (query: string): Promise<string[]> =>
  listOf(residentSchema)
    .parse((await kari.get(`/api/residents${query}`)).json())
    .items.map(({ name }) => name);

test('found by the beginnings of names, in any order', async () => {
  expect(await names('')).toEqual(['Ås_e Berg', 'Olga Marie Nilsen', 'Per Nilsen']);
  expect(await names('?name=nils')).toEqual(['Olga Marie Nilsen', 'Per Nilsen']);
  expect(await names('?name=nilsen,%20ma')).toEqual(['Olga Marie Nilsen']);
  expect(await names('?name=s_e')).toEqual([]);
  expect(await names('?name=%25')).toEqual([]);
  expect(await names('?area=elsewhere')).toEqual([]);
});

test('in pages', async () => {
  const first = (await kari.get('/api/residents?limit=2')).json();
  expect(await names(`?limit=2&cursor=${first.next}`)).toEqual(['Per Nilsen']);
});

test('one resident with what an operator must know', async () => {
  const card = residentDetailSchema.parse((await kari.get(`/api/residents/${olga}`)).json());
  expect(card).toMatchObject({
    name: 'Olga Marie Nilsen',
    area: { id: 'test-area' },
    home: { street: 'Prøveveien', island: false },
    nextOfKin: [{ name: 'Ane Prøve', relation: 'datter', hasKey: true }],
    responsePlan: { version: 1 },
  });
  expect(card.age).toBeGreaterThan(80);
  expect((await kari.get(`/api/residents/${randomUUID()}`)).json().code).toBe('resident-unknown');
});

test('areas', async () => {
  expect(listOf(areaSchema).parse((await kari.get('/api/areas')).json()).items).toEqual([
    { id: 'test-area', name: 'Prøvebydel', island: false },
  ]);
});
