import { createDatabase, loadAlarm, loadTriageBatch, saveAlarm } from '@varde/postgres';
import {
  insertDevice,
  insertHome,
  insertMunicipality,
  insertPlan,
  startTestDatabase,
  type TestDatabase,
  type TestHome,
} from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { alarmsOf, createRunner, makeEvent, store, T0 } from './testing/triage-bench.ts';

let database: TestDatabase;
let home: TestHome;
let deviceId: string;

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
});
afterAll(() => database.stop());
beforeEach(async () => {
  home = await insertHome(database.db);
  deviceId = await insertDevice(database.db, {
    profile: 'social-alarm',
    homeId: home.id,
    residentId: home.residentIds[0]!,
  });
});

const outcomesOf = (ids: readonly string[]): Promise<{ outcome: string | null; alarm_id: string | null }[]> =>
  database.query('select outcome, alarm_id from event where id = any($1::bigint[]) order by id', ids);

/** What is wrong with one event, or with a process that froze, holds up no other event. */

test('a plan that cannot be read keeps nobody from alarming: not its own resident, not the others of the batch', async () => {
  await insertPlan(database.db, home.residentIds[0]!, []);
  await database.query(`update response_plan set rules = '[null]' where resident_id = $1`, home.residentIds[0]);
  const otherHome = await insertHome(database.db);
  const other = await insertDevice(database.db, { profile: 'social-alarm', homeId: otherHome.id });
  const ids = await store(database.db, makeEvent(deviceId, 'fall-detected'), makeEvent(other, 'fall-detected'));
  await createRunner(database.db, 'event').triageEvents(ids);
  expect(await alarmsOf(database, deviceId)).toMatchObject([{ kind: 'fall-detected', colour: 'red' }]);
  expect(await alarmsOf(database, other)).toMatchObject([{ kind: 'fall-detected', colour: 'red' }]);
});

test('an event that cannot be decided at all waits for its own time and holds nobody up', async () => {
  const [sound] = await store(database.db, makeEvent(deviceId, 'fall-detected'));
  // As if an older version had stored what this one cannot write: the alarm's row is refused.
  await database.query(`alter table alarm add constraint refused check (kind <> 'gas-alarm')`);
  const [refused] = await store(database.db, makeEvent(deviceId, 'gas-alarm'));
  const runner = createRunner(database.db, 'event');
  await runner.triageEvents([refused!, sound!]);
  await database.query('alter table alarm drop constraint refused');
  expect(await alarmsOf(database, deviceId)).toMatchObject([{ kind: 'fall-detected' }]);
  expect(runner.failures.waiting()).toEqual([refused]);
  await runner.triageEvents([refused!]);
  expect(runner.failures.waiting()).toEqual([]);
  expect(await outcomesOf([refused!])).toMatchObject([{ outcome: 'raised' }]);
});

test('a batch commits before it has held its devices for long, and decides the rest in the next', async () => {
  let clock = T0 + 1_000;
  const runner = createRunner(database.db, 'event', () => (clock += 30));
  const ids = await store(
    database.db,
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => makeEvent(deviceId, 'fall-detected', { at: T0 + n })),
  );
  await runner.triageEvents(ids);
  expect(await alarmsOf(database, deviceId)).toMatchObject([{ events: 7, version: 7 }]);
  const commits = await database.query(
    'select distinct xid::text from change_log join alarm on subject_id = alarm.id where device_id = $1',
    deviceId,
  );
  expect(commits.length).toBeGreaterThan(2);
});

/** Runs while somebody holds an alarm's row and does not let go. */
const whileHeld = async (alarmId: string, run: () => Promise<void>): Promise<void> => {
  const held = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  const holding = database.db.transaction().execute(async (tx) => {
    const alarm = (await loadAlarm(tx, alarmId))!;
    await saveAlarm(tx, alarm, alarm, { action: 'note', actorId: null, detail: {} }, T0);
    held.resolve();
    await done.promise;
  });
  await held.promise;
  await run().finally(done.resolve);
  await holding;
};

test('an alarm held by a frozen process holds up its own event, not the others of the batch nor their devices', async () => {
  const db = createDatabase({ url: database.url, name: 'event lane', lockTimeout: 50 }, () => undefined);
  const runner = createRunner(db, 'event');
  const other = await insertDevice(database.db, { profile: 'social-alarm', homeId: home.id });
  await insertPlan(database.db, home.residentIds[0]!, [{ kinds: ['mains-lost'], colour: 'orange' }]);
  await runner.triageEvents(await store(database.db, makeEvent(deviceId, 'mains-lost')));
  const [alarm] = await alarmsOf(database, deviceId);
  const ids = await store(
    database.db,
    makeEvent(deviceId, 'mains-lost', { at: T0 + 1 }),
    makeEvent(other, 'mains-lost'),
  );
  await whileHeld(alarm!.id, async () => {
    await runner.triageEvents(ids);
    expect(await alarmsOf(database, other)).toMatchObject([{ colour: 'orange' }]);
    expect(await outcomesOf(ids)).toMatchObject([{ outcome: null }, { outcome: 'raised' }]);
  });
  expect(runner.failures.waiting()).toEqual([ids[0]]);
  await runner.triageEvents(ids);
  expect(await alarmsOf(database, deviceId)).toMatchObject([{ colour: 'orange', events: 2 }]);
  await db.destroy();
});

test('what nobody foresaw in one event holds up no other', async () => {
  const other = await insertDevice(database.db, { profile: 'social-alarm', homeId: home.id });
  const elsewhere = await insertDevice(database.db, { profile: 'social-alarm' });
  await database.query('alter table municipality drop constraint answer_targets_complete');
  await database.query(`insert into municipality values ('9999', 'Halv', '{}')`);
  await database.query(`update device set municipality_id = '9999' where id = $1`, elsewhere);
  const ids = await store(database.db, makeEvent(elsewhere, 'fall-detected'), makeEvent(other, 'fall-detected'));
  const runner = createRunner(database.db, 'event');
  await runner.triageEvents(ids);
  expect(runner.failures.waiting()).toEqual([ids[0]]);
  expect(await alarmsOf(database, other)).toHaveLength(1);
  await database.query('delete from event where device_id = $1', elsewhere);
});

test('a process frozen with the device locked holds nobody up for longer than the limit', async () => {
  const frozen = createDatabase({ url: database.url, name: 'frozen', idleInTransactionTimeout: 300 }, () => undefined);
  const held = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<void>();
  const ids = await store(database.db, makeEvent(deviceId, 'fall-detected'));
  const holding = frozen.transaction().execute(async (tx) => {
    await loadTriageBatch(tx, ids, T0);
    held.resolve();
    await woken.promise;
    await loadTriageBatch(tx, ids, T0);
  });
  await held.promise;
  await createRunner(database.db).triageEvents(ids);
  expect(await alarmsOf(database, deviceId)).toHaveLength(1);
  woken.resolve();
  await expect(holding).rejects.toThrow();
  await frozen.destroy();
});
