import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../testing/index.ts';
import { type QuarantinedMessage, storeQuarantined, storeQuarantinedOnce } from './index.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

const garbage = (): QuarantinedMessage => {
  const deviceId = randomUUID();
  return {
    receivedAt: Date.parse('2026-11-21T12:00:00Z'),
    topic: `varde/v1/${deviceId}/alarm`,
    deviceId,
    messageId: null,
    reason: 'not-json',
    payload: Buffer.from('hjelp'),
  };
};

const rowsOf = async ({ deviceId }: QuarantinedMessage): Promise<number> =>
  (await database.query('select from quarantine where device_id = $1', deviceId)).length;

test('the same message read by many at once is one row; other garbage is another', async () => {
  const message = garbage();
  await Promise.all(Array.from({ length: 8 }, () => storeQuarantinedOnce(database.db, message, null)));
  expect(await rowsOf(message)).toBe(1);
  await storeQuarantinedOnce(database.db, { ...message, payload: Buffer.from('hjelp!') }, null);
  expect(await rowsOf(message)).toBe(2);
});

test('a process frozen in its turn does not keep the other from storing', async () => {
  const message = garbage();
  const held = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<void>();
  const frozen = database.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${message.topic}, 0))`.execute(tx);
    held.resolve();
    await woken.promise;
  });
  await held.promise;
  await storeQuarantinedOnce(database.db, message, null);
  expect(await rowsOf(message)).toBe(1);
  woken.resolve();
  await frozen;
});

test('the oldest give way when there are too many', async () => {
  const [old, ...young] = Array.from({ length: 4 }, garbage);
  for (const message of [old!, ...young]) await storeQuarantined(database.db, [message], 3);
  expect(await rowsOf(old!)).toBe(0);
  expect(await Promise.all(young.map(rowsOf))).toEqual([1, 1, 1]);
});

test('a process frozen while the oldest give way keeps nobody from storing', async () => {
  const [first, second] = [garbage(), garbage()];
  await storeQuarantined(database.db, [garbage()], 1);
  const held = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<void>();
  const frozen = database.db.transaction().execute(async (tx) => {
    await storeQuarantined(tx, [first], 1);
    held.resolve();
    await woken.promise;
  });
  await held.promise;
  await storeQuarantined(database.db, [second], 1);
  expect(await rowsOf(second)).toBe(1);
  woken.resolve();
  await frozen;
});
