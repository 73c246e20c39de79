import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  insertDevice,
  insertMunicipality,
  startTestDatabase,
  TEST_MUNICIPALITY,
  type TestDatabase,
  testEvent,
} from '../testing/index.ts';
import { type DeviceRecord, lockDevice, storeEvents } from './index.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
let database: TestDatabase;
let deviceId: string;

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
  deviceId = await insertDevice(database.db, { profile: 'social-alarm' });
});
afterAll(() => database.stop());

/** Runs `meanwhile` while somebody is at work on the device. */
const whileLocked = (meanwhile: () => Promise<unknown>): Promise<void> =>
  database.db.transaction().execute(async (tx) => {
    await lockDevice(tx, TEST_MUNICIPALITY, deviceId);
    await meanwhile();
  });

test('an alarm is stored while a technician changes its device', async () => {
  await whileLocked(() => storeEvents(database.db, [testEvent(deviceId, T0, { kind: 'fall-detected' })]));
  expect(await database.query('select kind from event')).toEqual([{ kind: 'fall-detected' }]);
});

test('two who change a device come one after the other', async () => {
  let second: Promise<DeviceRecord | null> | undefined;
  await whileLocked(async () => {
    second = database.db.transaction().execute((tx) => lockDevice(tx, TEST_MUNICIPALITY, deviceId));
    const early = await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 100, 'waits'))]);
    expect(early).toBe('waits');
  });
  expect(await second).toMatchObject({ id: deviceId });
});
