import { startTestDatabase, type TestDatabase } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildSeed } from './build-seed.ts';
import { loadSeed } from './load-seed.ts';

const TABLES = ['area', 'unit', 'staff', 'home', 'resident', 'next_of_kin', 'response_plan', 'device'] as const;

const seed = buildSeed();
const now = Date.parse('2026-11-21T12:00:00.123Z');
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
});
beforeEach(() => database.clear());
afterAll(() => database.stop());

const counts = async (): Promise<number[]> =>
  Promise.all(
    TABLES.map(async (table) => (await database.query<{ n: number }>(`select count(*) as n from ${table}`))[0]!.n),
  );

const expected = [
  seed.areas,
  seed.units,
  seed.staff,
  seed.homes,
  seed.residents,
  seed.nextOfKin,
  seed.responsePlans,
  seed.devices,
].map((rows) => rows.length);

test('every row of the seed is in the database', async () => {
  expect(await loadSeed(database.db, seed, now)).toEqual({ loaded: true });
  expect(await counts()).toEqual(expected);
});

test('a row comes back as it was put in', async () => {
  await loadSeed(database.db, seed, now);
  const plan = seed.responsePlans.find((candidate) => candidate.rules.length > 0)!;
  expect(
    await database.query('select version, approved_at, rules, steps from response_plan where id = $1', plan.id),
  ).toEqual([{ version: 1, approved_at: plan.approvedAt, rules: plan.rules, steps: plan.steps }]);

  const resident = seed.residents.find(({ needs }) => needs.length > 1)!;
  expect(
    await database.query('select birth_date::text, needs, hazards from resident where id = $1', resident.id),
  ).toEqual([{ birth_date: resident.birthDate, needs: resident.needs, hazards: resident.hazards }]);

  const states = await database.query<{ state: string; homeless: boolean; registered_at: number }>(
    'select distinct state, home_id is null as homeless, registered_at from device order by state',
  );
  expect(states).toEqual([
    { state: 'in-service', homeless: false, registered_at: now },
    { state: 'in-stock', homeless: true, registered_at: now },
  ]);
});

test('a second load changes nothing, not even what people changed since', async () => {
  await loadSeed(database.db, seed, now);
  await database.query("update resident set phone = '+4744000000'");
  await database.query('delete from next_of_kin');
  expect(await loadSeed(database.db, seed, now + 1)).toEqual({ loaded: false });
  expect(await database.query('select distinct phone from resident')).toEqual([{ phone: '+4744000000' }]);
  expect(await database.query('select from next_of_kin')).toEqual([]);
});

test('of two loads at once, one loads', async () => {
  const both = await Promise.all([loadSeed(database.db, seed, now), loadSeed(database.db, seed, now)]);
  expect(both.filter(({ loaded }) => loaded)).toHaveLength(1);
  expect(await counts()).toEqual(expected);
});

test('a seed that does not fit leaves nothing behind', async () => {
  const [device] = seed.devices;
  const broken = { ...seed, devices: [...seed.devices, device!] };
  await expect(loadSeed(database.db, broken, now)).rejects.toThrow('duplicate key');
  expect(await counts()).toEqual(TABLES.map(() => 0));
});
