import { randomUUID } from 'node:crypto';
import { type DeviceStatus, saveDeviceStatuses } from '@varde/postgres';
import { insertDevice, insertMunicipality, startTestDatabase, type TestDatabase } from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStatusBuffer, type StatusBuffer } from './status-buffer.ts';

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

const clock = { now: 0 };
const bufferOf = (
  save: (statuses: readonly DeviceStatus[]) => Promise<void>,
  onLeftOut: () => void = () => undefined,
): StatusBuffer => createStatusBuffer({ save, steady: () => clock.now, onLeftOut });

test('many heartbeats are one write; what a device leaves out stays as it said last', async () => {
  const deviceId = await insertDevice(database.db, { profile: 'mobile-alarm' });
  const writes: number[] = [];
  const buffer = bufferOf(async (statuses) => {
    writes.push(statuses.length);
    await saveDeviceStatuses(database.db, statuses);
  });
  buffer.note(deviceId, { at, battery: 80.4, position: { lat: 58.97, lon: 5.73 } }, T0);
  buffer.note(deviceId, { at, rssi: -60 }, T0 + 1_000);
  buffer.touch(deviceId, T0 + 2_000);
  buffer.note(randomUUID(), { at, battery: 1 }, T0);
  await buffer.flush(0);
  expect(writes).toEqual([2]);
  expect(await statusOf(deviceId)).toEqual([{ last_contact: T0 + 2_000, battery: 80, rssi: -60, lat: 58.97 }]);
  buffer.note(deviceId, { at, battery: 79 }, T0 + 3_000);
  await buffer.flush(0);
  await buffer.flush(0);
  expect(writes).toEqual([2, 1]);
  expect(await statusOf(deviceId)).toEqual([{ last_contact: T0 + 3_000, battery: 79, rssi: -60, lat: 58.97 }]);
});

test('what could not be written is written next time, under what came meanwhile', async () => {
  const deviceId = await insertDevice(database.db, { profile: 'mobile-alarm' });
  let gone = true;
  const buffer = bufferOf(async (statuses) => {
    if (gone) {
      buffer.note(deviceId, { at, battery: 40 }, T0 + 1_000);
      throw new Error('database gone');
    }
    await saveDeviceStatuses(database.db, statuses);
  });
  buffer.note(deviceId, { at, battery: 50, rssi: -70 }, T0);
  await expect(buffer.flush(0)).rejects.toThrow('database gone');
  gone = false;
  await buffer.flush(0);
  expect(await statusOf(deviceId)).toEqual([{ last_contact: T0 + 1_000, battery: 40, rssi: -70, lat: null }]);
});

test('a device is written when it has waited its while, whatever it says meanwhile; the others wait on', async () => {
  const written: string[] = [];
  const buffer = bufferOf(async (statuses) => void written.push(...statuses.map(({ deviceId }) => deviceId)));
  const [first, second] = [randomUUID(), randomUUID()];
  buffer.touch(first, T0);
  clock.now += 600;
  buffer.touch(second, T0);
  buffer.touch(first, T0);
  await buffer.flush(1_000);
  expect(written).toEqual([]);
  clock.now += 600;
  await buffer.flush(1_000);
  expect(written).toEqual([first]);
  expect(buffer.size).toBe(1);
});

test('with the database away it holds so many devices and no more, each once', async () => {
  let leftOut = 0;
  const buffer = bufferOf(
    async () => Promise.reject(new Error('database gone')),
    () => {
      leftOut += 1;
    },
  );
  const ids = Array.from({ length: 200_010 }, () => randomUUID());
  for (const id of ids) buffer.touch(id, T0);
  for (const id of ids.slice(0, 1_000)) buffer.touch(id, T0);
  await expect(buffer.flush(0)).rejects.toThrow('database gone');
  expect([buffer.size, leftOut]).toEqual([200_000, 10]);
});
