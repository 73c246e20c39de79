import { randomUUID } from 'node:crypto';
import { minutes } from '@varde/domain';
import { insertAbsence } from '@varde/postgres';
import {
  insertDevice,
  insertHome,
  insertMunicipality,
  insertPlan,
  insertStaff,
  startTestDatabase,
  TEST_MUNICIPALITY,
  type TestDatabase,
  type TestHome,
} from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { alarmsOf, createRunner, makeEvent, store, T0 } from './testing/triage-bench.ts';

let database: TestDatabase;
let home: TestHome;
let olga: string;
let per: string;

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
});
beforeEach(async () => {
  home = await insertHome(database.db, 2);
  [olga = '', per = ''] = home.residentIds;
});
afterAll(() => database.stop());

const close = (id: string) =>
  database.query(
    `update resident set closed_at = $2::timestamptz, closed_reason = 'death' where id = $1`,
    id,
    new Date(T0 - minutes(60)).toISOString(),
  );
const sayAt = async (at: number, deviceId: string, ...kinds: string[]): Promise<string[]> => {
  const ids = await store(database.db, ...kinds.map((kind) => makeEvent(deviceId, kind, { lane: 'event', at })));
  await createRunner(database.db, 'event').triageEvents(ids);
  return (await alarmsOf(database, deviceId)).map(({ kind }) => kind).toSorted();
};
const say = (deviceId: string, ...kinds: string[]) => sayAt(T0, deviceId, ...kinds);
const own = (profile: string) => insertDevice(database.db, { profile, homeId: home.id, residentId: olga });
const about = async (deviceId: string) =>
  (await database.query<{ ids: string[] }>('select resident_ids as ids from alarm where device_id = $1', deviceId)).map(
    ({ ids }) => ids,
  );

test('a device of somebody who is closed tells nothing of how they live, calls when it is pressed, and is about who lives on there', async () => {
  await close(olga);
  expect(await say(await own('medication-dispenser'), 'dose-not-taken')).toEqual([]);
  const hub = await own('social-alarm');
  expect(await say(hub, 'alarm-button-pressed', 'battery-empty')).toEqual(['alarm-button-pressed', 'battery-empty']);
  expect(await about(hub)).toEqual([[per], [per]]);
});

test('where nobody lives on it is about whose it was', async () => {
  await Promise.all([close(olga), close(per)]);
  const hub = await own('social-alarm');
  await say(hub, 'alarm-button-pressed');
  expect(await about(hub)).toEqual([[olga]]);
  const shared = await insertDevice(database.db, { profile: 'room-sensor', homeId: home.id });
  expect(await say(shared, 'movement', 'inactivity')).toEqual([]);
  expect(await say(shared, 'fall-detected')).toEqual(['fall-detected']);
  expect(await sayAt(T0 - minutes(61), hub, 'inactivity')).toEqual(['alarm-button-pressed', 'inactivity']);
});

test('a medicine room where nobody ever lived is watched all the same', async () => {
  const room = await insertHome(database.db, 0);
  const cabinet = await insertDevice(database.db, { profile: 'medicine-cabinet', homeId: room.id });
  expect(await say(cabinet, 'cabinet-temperature', 'cabinet-stock-discrepancy')).toEqual([
    'cabinet-stock-discrepancy',
    'cabinet-temperature',
  ]);
});

test('who moves in with somebody who is away is not paused by it', async () => {
  const shared = await insertDevice(database.db, { profile: 'room-sensor', homeId: home.id });
  const absence = { id: randomUUID(), municipalityId: TEST_MUNICIPALITY, residentId: olga, reason: 'away' as const };
  const times = { from: T0 - minutes(60), until: T0 + minutes(60) };
  const by = { actorId: await insertStaff(database.db), now: T0 };
  await database.db.transaction().execute((tx) => insertAbsence(tx, { ...absence, ...times }, [shared], by));
  expect(await say(shared, 'inactivity')).toEqual(['inactivity']);
});

test('what others live with goes on, and the plan of somebody who is closed is not asked', async () => {
  await insertPlan(database.db, olga, [{ kinds: ['bed-left'], colour: 'orange' }]);
  await insertPlan(database.db, per, [{ kinds: ['room-left'], colour: 'orange' }]);
  const sensor = await insertDevice(database.db, { profile: 'camera', homeId: home.id });
  await close(olga);
  expect(await say(sensor, 'bed-left', 'room-left')).toEqual(['room-left']);
  expect(await about(sensor)).toEqual([[per]]);
});
