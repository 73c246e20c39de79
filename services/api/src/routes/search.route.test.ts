import { randomUUID } from 'node:crypto';
import { type FoundView, foundSchema, listOf } from '@varde/contracts';
import { insertHome } from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let kari: TestUser;

/** In 1103: Olga Nilsen, Åse Aarrestad, Øyvind Kvalvåg and Per Anne-Lise Hansen, each with a home and a device. */
const PEOPLE = [
  ['Olga Marie', 'Nilsen', 'Pedersgata', '12', 'SA-0040123'],
  ['Åse', 'Aarrestad', 'Pedersgata', '2', 'SA-0040777'],
  ['Øyvind', 'Kvalvåg', 'Kirkevegen', '120 B', 'MD-7712'],
  ['Anne-Lise', 'Hæstad', 'Måkeskrikbakken', '12', 'FS 99 / 1'],
] as const;

const insertResident = async (
  [given, family, street, number, serial]: (typeof PEOPLE)[number],
  index: number,
): Promise<void> => {
  const { db, query } = api.database;
  const home = await insertHome(db);
  const residentId = home.residentIds[0];
  await query('update home set street = $2, house_number = $3 where id = $1', home.id, street, number);
  await query('update resident set given_name = $2, family_name = $3 where id = $1', residentId, given, family);
  await query(
    `insert into device (id, municipality_id, profile, serial, home_id, resident_id, place, state, registered_at)
     values ($1, '1103', 'social-alarm', $2, $3, $4, 'Stue', 'in-service', now())`,
    ...[randomUUID(), serial, home.id, residentId],
  );
  await query(
    `insert into decision (id, municipality_id, number, resident_id, valid_from, grants, change)
     values ($1, '1103', $2, $3, now(), '[]', 0)`,
    ...[randomUUID(), `2026/00${index + 1}4`, residentId],
  );
};

beforeAll(async () => {
  api = await startTestApi();
  kari = await api.user();
  for (const [index, person] of PEOPLE.entries()) await insertResident(person, index);
});
afterAll(() => api.close());

const search = async (q: string, user = kari, rest = ''): Promise<FoundView[]> =>
  listOf(foundSchema).parse((await user.get(`/api/search?q=${encodeURIComponent(q)}${rest}`)).json()).items;
const titles = async (q: string, type: FoundView['type']): Promise<string[]> =>
  (await search(q)).filter((one) => one.type === type).map(({ title }) => title);

test.each([
  ['the whole name', 'Olga Marie Nilsen', 'Olga Marie Nilsen'],
  ['family name first, and the beginning of a given one', 'nilsen ol', 'Olga Marie Nilsen'],
  ['a middle name', 'nilsen, marie', 'Olga Marie Nilsen'],
  ['two typing faults, one in each word', 'Ollga Nielsen', 'Olga Marie Nilsen'],
  ['letters that changed places', 'oyvnid', 'Øyvind Kvalvåg'],
  ['å as aa, aa as å', 'aase årrestad', 'Åse Aarrestad'],
  ['å as a, in capitals', 'ASE', 'Åse Aarrestad'],
  ['å put together from two signs', 'A\u030Ase', 'Åse Aarrestad'],
  ['ø as o, å as a', 'oyvind kvalvag', 'Øyvind Kvalvåg'],
  ['ø as oe', 'Oeyvind', 'Øyvind Kvalvåg'],
  ['æ as ae', 'haestad', 'Anne-Lise Hæstad'],
  ['a name of two parts without its hyphen', 'anne lise', 'Anne-Lise Hæstad'],
])('a resident is found by %s', async (_, q, name) => {
  expect(await titles(q, 'resident')).toContain(name);
});

test.each([
  ['its beginning, smaller numbers first', 'pedersg', ['Pedersgata 2', 'Pedersgata 12']],
  ['its short form and number', 'pedersgt 12', ['Pedersgata 12']],
  ['vei for veg', 'kirkeveien 120', ['Kirkevegen 120 B']],
  ['a typing fault', 'pedresgata 12', ['Pedersgata 12']],
  ['a number that is the whole of one and the beginning of another', '12', []],
  ['letters without their ring', 'makeskrikb', ['Måkeskrikbakken 12']],
])('a home is found by %s', async (_, q, expected) => {
  expect(await titles(q, 'home')).toEqual(expected);
});

test('a mistyped house number is another house, not a fault', async () => {
  expect(await titles('pedersgata 13', 'home')).toEqual([]);
});

test.each([
  ['its beginning', 'SA-0040', ['SA-0040123', 'SA-0040777']],
  ['no signs between', 'sa0040123', ['SA-0040123']],
  ['digits that changed places', 'SA-0040132', ['SA-0040123']],
  ['a digit too few', 'sa-004123', ['SA-0040123']],
  ['a wrong digit in its beginning', 'sa-0940', ['SA-0040123', 'SA-0040777']],
  ['other signs', 'fs-99-1', ['FS 99 / 1']],
])('a device is found by its serial number: %s', async (_, q, expected) => {
  expect(await titles(q, 'device')).toEqual(expected);
});

test('a decision is found by its number, with a fault too', async () => {
  expect(await titles('2026/0014', 'decision')).toEqual(['2026/0014']);
  expect(await titles('2026/00', 'decision')).toHaveLength(4);
  expect(await titles('2062/0014', 'decision')).toContain('2026/0014');
});

test('each says how near it is, and how its page is opened', async () => {
  const [device] = await search('sa-0040123');
  expect(device).toMatchObject({ type: 'device', closeness: 'whole', state: 'in-service', id: device?.deviceId });
  expect(device?.detail).toContain('Olga Marie Nilsen');
  const [olga] = await search('olga nilse');
  expect(olga).toMatchObject({ type: 'resident', closeness: 'beginning', residentId: olga?.id });
  expect(olga?.detail).toBe('Pedersgata 12, 4001 Stavanger');
  const [home] = await search('pedersgata 12');
  expect(home).toMatchObject({ type: 'home', homeId: home?.id, residentId: olga?.id });
  expect(home?.detail).toBe('4001 Stavanger · Olga Marie Nilsen');
  expect((await search('Ollga Nielsen'))[0]?.closeness).toBe('fault');
});

test('whoever is closed is found by no name, spelt right or wrong, nor named at a home', async () => {
  const { id, residentIds } = await insertHome(api.database.db, 2);
  const { query } = api.database;
  await query(`update home set street = 'Stillegata' where id = $1`, id);
  await query(`update resident set given_name = 'Torbjørg', family_name = 'Grimstveit' where home_id = $1`, id);
  expect(await titles('grimstveit', 'resident')).toHaveLength(2);
  await query(`update resident set closed_at = now(), closed_reason = 'death' where id = $1`, residentIds[0]);
  expect((await search('grimstveit')).map((one) => one.residentId)).toEqual([residentIds[1]]);
  expect((await search('grimstviet')).map((one) => one.residentId)).toEqual([residentIds[1]]);
  expect(await search('stillegata')).toMatchObject([
    { type: 'home', residentId: residentIds[1], detail: '4001 Stavanger · Torbjørg Grimstveit' },
  ]);
});

test('no more than was asked for', async () => {
  expect(await search('pe', kari, '&limit=1')).toHaveLength(1);
});

test('whatever is typed: an answer, or a problem with a code', async () => {
  for (const q of ['%%', '__', '🚑🚑', "';--", 'a b', '\\\\', ':*&|!()', 'ø'.repeat(100), '  --  x']) {
    expect((await kari.get(`/api/search?q=${encodeURIComponent(q)}`)).statusCode, q).toBe(200);
  }
  const beyond = [
    '',
    '?q=',
    '?q=a',
    '?q=%20a%20',
    `?q=${'a'.repeat(500)}`,
    '?q=a%00b',
    '?q=ab&limit=51',
    '?q=ab&limit=x',
  ];
  for (const query of beyond) {
    const answer = await kari.get(`/api/search${query}`);
    expect([answer.statusCode, answer.json().code], query).toEqual([400, 'request-invalid']);
  }
});

test('another municipality’s are not found', async () => {
  await api.database.query(
    `insert into municipality (id, name, answer_targets) select '1108', 'Sandnes', answer_targets from municipality`,
  );
  const neighbour = await api.user('operator', { municipality: '1108' });
  for (const q of ['olga', 'ollga', 'pedersgata', 'pedresgata', 'sa-0040123', 'sa-0040132', '2026/0014']) {
    expect(await search(q), q).not.toEqual([]);
    expect(await search(q, neighbour), q).toEqual([]);
  }
});

test('whoever looks somebody up may; a responder has the alarm they were sent to', async () => {
  for (const role of ['technician', 'shift-lead', 'case-worker', 'admin'] as const) {
    expect(await search('olga', await api.user(role))).toHaveLength(1);
  }
  const responder = await api.user('responder');
  expect((await responder.get('/api/search?q=olga')).statusCode).toBe(403);
});

test('who has another name is found by it, and no more by the old one', async () => {
  const [olga] = await search('olga');
  await api.database.query(`update resident set family_name = 'Fjørtoft' where id = $1`, olga?.id);
  expect(await titles('fjortof', 'resident')).toEqual(['Olga Marie Fjørtoft']);
  expect(await titles('fjrotoft', 'resident')).toEqual(['Olga Marie Fjørtoft']);
  expect(await titles('nilsen', 'resident')).toEqual([]);
  await api.database.query(`update resident set family_name = 'Nilsen' where id = $1`, olga?.id);
});
