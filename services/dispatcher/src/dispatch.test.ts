import { randomUUID } from 'node:crypto';
import { type Colour, DEFAULT_ANSWER_TARGETS, type NewAlarm, newAlarm } from '@varde/domain';
import { createDatabase, insertAlarm, loadAlarm, saveAlarm } from '@varde/postgres';
import {
  insertAvailable,
  insertMunicipality,
  insertStaff,
  startTestDatabase,
  TEST_MUNICIPALITY,
  type TestDatabase,
} from '@varde/postgres/testing';
import { createMetrics } from '@varde/runtime';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDispatch, type Dispatch } from './dispatch.ts';
import { createDispatcherMetrics } from './metrics.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
const MINUTE = 60_000;
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.clear();
  await insertMunicipality(database.db);
});

const dispatcherAt = (now: number, announced: number[] = [], db = database.db): Dispatch =>
  createDispatch({
    db,
    now: () => now,
    announce: async () => void announced.push(now),
    metrics: createDispatcherMetrics(createMetrics('test')),
  });

const raise = async (colour: Colour, change: Partial<NewAlarm> = {}): Promise<string> => {
  const id = randomUUID();
  const alarm: NewAlarm = {
    ...newAlarm({
      queue: 'operator',
      colour,
      condition: 'active',
      kind: 'alarm-button-pressed',
      test: false,
      receivedAt: T0,
      answerBy: T0 + DEFAULT_ANSWER_TARGETS[colour] * 1_000,
      messageIds: [randomUUID()],
      events: 1,
      raised: { maxSeq: null, maxAt: T0, maxAtWithoutSeq: T0 },
      matchValue: null,
      why: [],
    }),
    ...change,
  };
  const context = { municipalityId: TEST_MUNICIPALITY, deviceId: null, residentIds: [], homeId: null, place: null };
  const first = { action: 'raised', actorId: null, detail: {} };
  await database.db.transaction().execute((tx) => insertAlarm(tx, id, alarm, context, first, T0));
  return id;
};

type Row = { state: string; operator_id: string | null; asked_operators: string[]; queue: string; version: number };
const alarm = async (id: string): Promise<Row> =>
  (
    await database.query<Row>('select state, operator_id, asked_operators, queue, version from alarm where id = $1', id)
  )[0]!;
const set = (id: string, column: string, value: unknown): Promise<unknown> =>
  database.query(`update alarm set ${column} = $2 where id = $1`, id, value);

test('the most urgent alarm goes to the one who has been free the longest', async () => {
  const announced: number[] = [];
  const second = await insertAvailable(database.db, T0 - MINUTE, T0);
  const first = await insertAvailable(database.db, T0 - 2 * MINUTE, T0);
  const yellow = await raise('yellow');
  const red = await raise('red');
  const orange = await raise('orange');
  await dispatcherAt(T0 + 1_000, announced)(TEST_MUNICIPALITY);
  expect(await alarm(red)).toMatchObject({ state: 'offered', operator_id: first, version: 2 });
  expect(await alarm(orange)).toMatchObject({ state: 'offered', operator_id: second });
  expect(await alarm(yellow)).toMatchObject({ state: 'queued', operator_id: null });
  expect(announced).toEqual([T0 + 1_000]);
  await dispatcherAt(T0 + 2_000, announced)(TEST_MUNICIPALITY);
  expect(announced).toHaveLength(1);
});

test('who closed an alarm a moment ago is asked after who waited', async () => {
  const busy = await insertAvailable(database.db, T0 - 10 * MINUTE, T0);
  const idle = await insertAvailable(database.db, T0 - 5 * MINUTE, T0);
  await database.query(
    `insert into change_log (at, municipality_id, subject, subject_id, version, action, actor_id)
     values ($1, $2, 'alarm', $3, 3, 'closed', $4)`,
    new Date(T0 - MINUTE).toISOString(),
    TEST_MUNICIPALITY,
    randomUUID(),
    busy,
  );
  const red = await raise('red');
  await dispatcherAt(T0)(null);
  expect(await alarm(red)).toMatchObject({ operator_id: idle });
});

test('nobody is asked who is away, whose page is silent, or who has an alarm in hand', async () => {
  const silent = await insertAvailable(database.db, T0 - MINUTE, T0 - MINUTE);
  const away = await insertAvailable(database.db, T0 - MINUTE, T0);
  await database.query('update presence set available = false where staff_id = $1', away);
  const busy = await insertAvailable(database.db, T0 - MINUTE, T0);
  const inHand = await raise('orange');
  await set(inHand, 'state', 'handling');
  await set(inHand, 'operator_id', busy);
  const red = await raise('red');
  await dispatcherAt(T0)(TEST_MUNICIPALITY);
  expect(await alarm(red)).toMatchObject({ state: 'queued' });
  expect(silent).not.toBe(busy);
});

test('who may not answer is not asked, however available: a red would wait for their silence', async () => {
  for (const role of ['technician', 'case-worker', 'responder'] as const) {
    await insertAvailable(database.db, T0 - 2 * MINUTE, T0, role);
  }
  const lead = await insertAvailable(database.db, T0 - MINUTE, T0, 'shift-lead');
  const red = await raise('red');
  await dispatcherAt(T0)(TEST_MUNICIPALITY);
  expect(await alarm(red)).toMatchObject({ state: 'offered', operator_id: lead });
});

test('technicians’ alarms and tests are offered to no operator', async () => {
  await insertAvailable(database.db, T0 - MINUTE, T0);
  const technical = await raise('blue', { queue: 'technician' });
  const tried = await raise('red', { queue: 'technician', test: true });
  await dispatcherAt(T0 + 1_000)(TEST_MUNICIPALITY);
  expect([await alarm(technical), await alarm(tried)]).toMatchObject([{ state: 'queued' }, { state: 'queued' }]);
});

test('a red in test mode that no technician took goes to the operators after a minute', async () => {
  const operator = await insertAvailable(database.db, T0, T0 + 61_000);
  const tried = await raise('red', { queue: 'technician', test: true });
  await dispatcherAt(T0 + 61_000)(TEST_MUNICIPALITY);
  expect(await alarm(tried)).toMatchObject({ queue: 'operator', state: 'offered', operator_id: operator });
});

test('of dispatchers that race, one offers: an alarm has one operator and an operator one alarm', async () => {
  for (let n = 0; n < 3; n += 1) await insertAvailable(database.db, T0 - n * MINUTE, T0);
  const ids = await Promise.all(['red', 'red', 'orange', 'orange', 'yellow'].map((colour) => raise(colour as Colour)));
  await Promise.all([1, 2, 3, 4].map(() => dispatcherAt(T0)(TEST_MUNICIPALITY)));
  const rows = await Promise.all(ids.map(alarm));
  const operators = rows.flatMap((row) => (row.state === 'offered' ? [row.operator_id] : []));
  expect(operators).toHaveLength(3);
  expect(new Set(operators).size).toBe(3);
  expect(rows.every((row) => row.version <= 2)).toBe(true);
});

test('what is wrong in one municipality holds up no other', async () => {
  await database.query('alter table municipality drop constraint answer_targets_complete');
  await database.query(`insert into municipality values ('0301', 'Halv', '{}')`);
  const shelved = await raise('yellow');
  await set(shelved, 'municipality_id', '0301');
  await set(shelved, 'state', 'shelved');
  await set(shelved, 'shelved_until', new Date(T0).toISOString());
  await insertAvailable(database.db, T0 - MINUTE, T0);
  const red = await raise('red');
  await expect(dispatcherAt(T0)(null)).rejects.toThrow();
  expect(await alarm(red)).toMatchObject({ state: 'offered' });
});

test('an alarm that a frozen process holds holds up no other', async () => {
  await insertAvailable(database.db, T0 - MINUTE, T0 + MINUTE);
  const expired = await raise('red');
  await dispatcherAt(T0)(TEST_MUNICIPALITY);
  for (const minutes of [2, 3]) await insertAvailable(database.db, T0 - minutes * MINUTE, T0 + MINUTE);
  const held = await raise('red');
  const free = await raise('orange');
  const waits = createDatabase({ url: database.url, name: 'dispatcher', lockTimeout: 50 }, () => undefined);
  const frozen = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<void>();
  const holding = database.db.transaction().execute(async (tx) => {
    for (const id of [expired, held]) {
      const alarm = (await loadAlarm(tx, id))!;
      await saveAlarm(tx, alarm, alarm, { action: 'note', actorId: null, detail: {} }, T0);
    }
    frozen.resolve();
    await woken.promise;
  });
  await frozen.promise;
  await dispatcherAt(T0 + MINUTE / 2, [], waits)(TEST_MUNICIPALITY);
  expect(await alarm(free)).toMatchObject({ state: 'offered' });
  woken.resolve();
  await holding;
  await waits.destroy();
});

test('an offer nobody took up goes to the next, and the first is not asked again', async () => {
  const first = await insertAvailable(database.db, T0 - 2 * MINUTE, T0 + MINUTE);
  const second = await insertAvailable(database.db, T0 - MINUTE, T0 + MINUTE);
  const red = await raise('red');
  await dispatcherAt(T0)(TEST_MUNICIPALITY);
  await dispatcherAt(T0 + 7_000)(TEST_MUNICIPALITY);
  expect(await alarm(red)).toMatchObject({ operator_id: first });
  await dispatcherAt(T0 + 8_000)(TEST_MUNICIPALITY);
  expect(await alarm(red)).toMatchObject({ state: 'offered', operator_id: second, asked_operators: [first] });
  await dispatcherAt(T0 + 17_000)(TEST_MUNICIPALITY);
  expect(await alarm(red)).toMatchObject({ state: 'queued', operator_id: null });
});

test('a shelved alarm comes back on time', async () => {
  const keeper = await insertStaff(database.db);
  const shelved = await raise('yellow');
  await set(shelved, 'state', 'shelved');
  await set(shelved, 'operator_id', keeper);
  await set(shelved, 'shelved_until', new Date(T0 + MINUTE).toISOString());
  await dispatcherAt(T0 + MINUTE - 1)(null);
  expect(await alarm(shelved)).toMatchObject({ state: 'shelved' });
  await dispatcherAt(T0 + MINUTE)(null);
  expect(await alarm(shelved)).toMatchObject({ state: 'queued' });
});
