import { randomUUID } from 'node:crypto';
import { insertDeviceCommand, listDeviceCommands } from '@varde/postgres';
import {
  insertDevice,
  insertMunicipality,
  insertStaff,
  startTestDatabase,
  TEST_MUNICIPALITY,
  type TestDatabase,
} from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSendCommands } from './send-commands.ts';

const T0 = Date.parse('2026-11-21T02:12:00Z');
let database: TestDatabase;
let deviceId: string;
let published: unknown[];
let clock: number;

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
  deviceId = await insertDevice(database.db, { profile: 'e-lock' });
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.query('delete from device_command');
  published = [];
  clock = T0;
});

const tell = async (): Promise<string> => {
  const id = randomUUID();
  const madeBy = await insertStaff(database.db);
  const command = { id, deviceId, command: 'unlock', alarmId: null, madeBy, madeAt: T0, until: T0 + 30_000 } as const;
  await database.db.transaction().execute((tx) => insertDeviceCommand(tx, TEST_MUNICIPALITY, command));
  return id;
};
const sending = (publish: (body: string) => Promise<void>) =>
  createSendCommands({
    ...{ db: database.db, now: () => clock, onError: () => undefined },
    publish: async (topic, body, qos) => {
      await publish(body);
      published.push([topic, JSON.parse(body), qos]);
    },
  });

test('a device is told once, with until when it counts', async () => {
  const id = await tell();
  const send = sending(async () => undefined);
  await Promise.all([send(), send()]);
  const until = new Date(T0 + 30_000).toISOString();
  expect(published).toEqual([[`varde/v1/${deviceId}/command`, { id, command: 'unlock', until }, 1]]);
});

test('with the broker gone it waits, and is never told too late', async () => {
  await tell();
  const gone = sending(async () => {
    throw new Error('no PUBACK');
  });
  await gone();
  clock = T0 + 30_000;
  await sending(async () => undefined)();
  expect(published).toEqual([]);
  expect(await listDeviceCommands(database.db, deviceId, 10)).toMatchObject([{ sentAt: null, ok: null }]);
});
