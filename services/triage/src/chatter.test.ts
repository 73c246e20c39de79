import {
  insertDevice,
  insertHome,
  insertMunicipality,
  startTestDatabase,
  type TestDatabase,
} from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createRunner, makeEvent, store, T0 } from './testing/triage-bench.ts';

let database: TestDatabase;
let deviceId: string;

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
});
afterAll(() => database.stop());
beforeEach(async () => {
  const home = await insertHome(database.db);
  deviceId = await insertDevice(database.db, { profile: 'room-sensor', homeId: home.id });
});

const say = async (kind: string, after: number): Promise<void> => {
  const at = T0 + after * 1_000;
  const event = makeEvent(deviceId, kind, { at, receivedAt: at });
  await createRunner(database.db).triageEvents(await store(database.db, event));
};
const told = async (): Promise<unknown[]> =>
  (
    await database.query<{ action: string; rings: boolean | null }>(
      `select log.action, (log.detail ->> 'rings')::boolean as rings
       from change_log log join alarm on alarm.id = log.subject_id where alarm.device_id = $1 order by log.seq`,
      deviceId,
    )
  ).map(({ action, rings }) => [action, rings]);
const marked = async (): Promise<boolean[]> =>
  (
    await database.query<{ marked: boolean }>(
      `select why @> '[{"code": "chattering"}]' as marked from alarm where device_id = $1 order by number`,
      deviceId,
    )
  ).map((row) => row.marked);

test('the third within a minute is marked, and nobody is to hear it anew', async () => {
  for (const second of [0, 20, 59]) await say('loud-sound', second);
  expect(await told()).toEqual([
    ['raised', null],
    ['merged', null],
    ['merged', false],
  ]);
  expect(await marked()).toEqual([true]);
});

test('three within more than a minute are three', async () => {
  for (const second of [0, 31, 62]) await say('loud-sound', second);
  expect(await told()).not.toContainEqual(['merged', false]);
  expect(await marked()).toEqual([false]);
});

test('closed in between, it comes in quietly, and marked', async () => {
  for (const second of [0, 10]) await say('loud-sound', second);
  await database.query(`update alarm set state = 'closed' where device_id = $1`, deviceId);
  await say('loud-sound', 20);
  expect(await told()).toEqual([
    ['raised', null],
    ['merged', null],
    ['raised', false],
  ]);
  expect(await marked()).toEqual([false, true]);
});

test('a button rings every time it is pressed', async () => {
  for (const second of [0, 1, 2, 3]) await say('alarm-button-pressed', second);
  expect(await told()).toEqual([
    ['raised', null],
    ['merged', true],
    ['merged', true],
    ['merged', true],
  ]);
  expect(await marked()).toEqual([false]);
});
