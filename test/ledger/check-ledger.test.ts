import { appendFile } from 'node:fs/promises';
import { insertDevice, insertHome, startTestDatabase, type TestDatabase } from '@varde/postgres/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkLedger, listInvariants } from './check-ledger.ts';
import { type History, writeHealthyHistory } from './testing/healthy-history.ts';
import { change } from './testing/plant.ts';
import { PLANTS } from './testing/plants.ts';

let database: TestDatabase;
let history: History;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.clear();
  history = await writeHealthyHistory(database);
});
afterEach(() => history.remove());

const check = () => checkLedger({ databaseUrl: database.url, books: [history.book] });
const violated = async (): Promise<string[]> => (await check()).map(({ invariant }) => invariant);

test('a healthy history holds', async () => {
  expect(await check()).toEqual([]);
});

test('it was decided as the story says, or the check would prove little', async () => {
  const outcomes = await database.query<{ id: string; outcome: string }>('select id::text, outcome from event');
  const of = (name: keyof History['events']) => outcomes.find(({ id }) => id === history.events[name])?.outcome;
  expect([of('fire'), of('fireAgain'), of('doorByDay'), of('doorByNight'), of('doorWithoutPlan'), of('call')]).toEqual([
    'raised',
    'merged',
    'recorded',
    'raised',
    'raised',
    'raised',
  ]);
});

test('what it finds is told with a count and ten ids at most, and nothing of anybody', async () => {
  await database.query(`update event set outcome = null`);
  const late = (await check()).find(({ invariant }) => invariant === 'decided-in-time');
  const [row] = await database.query<{ count: number }>('select count(*) from event');
  expect(late?.count).toBe(row?.count);
  expect(late?.ids.length).toBe(Math.min(10, row?.count ?? 0));
});

test('a plan approved while an event waited makes either outcome right', async () => {
  await database.query(
    `update response_plan set approved_at = (select received_at + interval '1 minute' from event where id = $1)`,
    history.events.doorByDay,
  );
  expect(await violated()).toEqual([]);
});

test('a plan approved since is not asked about what was before', async () => {
  await database.query(
    `insert into response_plan (id, resident_id, version, approved_at, rules)
     select gen_random_uuid(), resident_id, 2, now() + interval '2 hours', '[{"kinds": ["door-opened"], "colour": "red"}]'
     from response_plan`,
  );
  expect(await violated()).toEqual([]);
});

test('where somebody has left a home since, what hung on their plan may be either', async () => {
  const [row] = await database.query<{ id: string; home_id: string }>(
    'select resident.id, home_id from resident join response_plan plan on plan.resident_id = resident.id',
  );
  const [to] = await database.query<{ id: string }>('select id from home where id <> $1', row?.home_id);
  await database.query('update resident set home_id = $2 where id = $1', row?.id, to?.id);
  await database.query(
    `insert into resident (id, municipality_id, home_id, given_name, family_name)
     select gen_random_uuid(), municipality_id, id, 'Prøve', 'Person' from home where id = $1`,
    row?.home_id,
  );
  expect(await violated()).not.toEqual([]);
  await database.query(
    `insert into change_log (at, municipality_id, subject, subject_id, version, action, detail)
     select now(), municipality_id, 'resident', id, 2, 'moved', jsonb_build_object('from', $2::text, 'to', home_id)
     from resident where id = $1`,
    row?.id,
    row?.home_id,
  );
  expect(await violated()).toEqual([]);
});

test('where all who lived there are closed, how they lived may be nothing; a fall is not, nor a room where nobody ever lived', async () => {
  const room = await insertHome(database.db, 0);
  const cabinet = await insertDevice(database.db, { profile: 'medicine-cabinet', homeId: room.id });
  const record = (kind: string) =>
    database.query(
      `insert into event (municipality_id, device_id, message_id, kind, at, received_at, lane, outcome)
       select municipality_id, id, gen_random_uuid(), $2, now(), now(), 'event', 'recorded' from device where id = $1`,
      ...[cabinet, kind],
    );
  await record('cabinet-temperature');
  expect(await violated()).not.toEqual([]);
  await database.query(
    `insert into resident (id, municipality_id, home_id, given_name, family_name, closed_at, closed_reason)
     select gen_random_uuid(), municipality_id, id, 'Prøve', 'Person', now(), 'death' from home where id = $1`,
    room.id,
  );
  expect(await violated()).toEqual([]);
  await record('fall-detected');
  expect(await violated()).not.toEqual([]);
});

test('an offer whose time is over asks nobody, though nothing has ended it yet', async () => {
  const { alarms, operators } = history;
  const [operatorId] = operators;
  const over = new Date(Date.now() - 1_000).toISOString();
  await database.query(
    `update change_log set detail = detail || jsonb_build_object('until', $1::text) where action = 'offered'`,
    over,
  );
  await change(database, alarms.call, 'offered', null, { operatorId, until: over });
  await change(database, alarms.phoned, 'offered', null, { operatorId });
  expect(await violated()).toEqual([]);
});

test('a line that is none is named, and nothing is checked', async () => {
  await appendFile(history.book, '{"deviceId":"half a li');
  await expect(check()).rejects.toThrow(/line \d+, is no line of a book/);
});

test.each(PLANTS)('a planted violation is found: $what', async ({ plant, guard, violates }) => {
  if (guard !== undefined) await database.query(guard.drop);
  try {
    await plant(database, history);
    expect(await violated()).toEqual(violates);
  } finally {
    if (guard !== undefined) {
      await database.clear();
      await database.query(guard.restore);
    }
  }
});

test('every invariant has a plant that it finds', () => {
  const planted = new Set(PLANTS.flatMap(({ violates }) => violates));
  expect(listInvariants(0).filter(({ name }) => !planted.has(name))).toEqual([]);
});
