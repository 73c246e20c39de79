import { randomUUID } from 'node:crypto';
import { saveDeviceStatuses } from '@varde/postgres';
import { insertDevice, insertMunicipality, startTestDatabase, type TestDatabase } from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStatusBuffer } from './status-buffer.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
const at = '2026-11-21T12:00:00Z';
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
});
afterAll(() => database.stop());

const statusOf = (deviceId: string): Promise<unknown[]> =>
  database.query('select last_contact, battery, rssi, lat from device_status where device_id = $1', deviceId);

test('many heartbeats are one write; what a device leaves out stays as it said last', async () => {
  const deviceId = await insertDevice(database.db, { profile: 'mobile-alarm' });
  const writes: number[] = [];
  const buffer = createStatusBuffer(async (statuses) => {
    writes.push(statuses.length);
    await saveDeviceStatuses(database.db, statuses);
  });
  buffer.note(deviceId, { at, battery: 80.4, position: { lat: 58.97, lon: 5.73 } }, T0);
  buffer.note(deviceId, { at, rssi: -60 }, T0 + 1_000);
  buffer.touch(deviceId, T0 + 2_000);
  buffer.note(randomUUID(), { at, battery: 1 }, T0);
  await buffer.flush();
  expect(writes).toEqual([2]);
  expect(await statusOf(deviceId)).toEqual([{ last_contact: T0 + 2_000, battery: 80, rssi: -60, lat: 58.97 }]);
  buffer.note(deviceId, { at, battery: 79 }, T0 + 3_000);
  await buffer.flush();
  await buffer.flush();
  expect(writes).toEqual([2, 1]);
  expect(await statusOf(deviceId)).toEqual([{ last_contact: T0 + 3_000, battery: 79, rssi: -60, lat: 58.97 }]);
});

test('what could not be written is written next time, under what came meanwhile', async () => {
  const deviceId = await insertDevice(database.db, { profile: 'mobile-alarm' });
  let gone = true;
  const buffer = createStatusBuffer(async (statuses) => {
    if (gone) {
      buffer.note(deviceId, { at, battery: 40 }, T0 + 1_000);
      throw new Error('database gone');
    }
    await saveDeviceStatuses(database.db, statuses);
  });
  buffer.note(deviceId, { at, battery: 50, rssi: -70 }, T0);
  await expect(buffer.flush()).rejects.toThrow('database gone');
  gone = false;
  await buffer.flush();
  expect(await statusOf(deviceId)).toEqual([{ last_contact: T0 + 1_000, battery: 40, rssi: -70, lat: null }]);
});
