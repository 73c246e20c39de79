import { setTimeout as delay } from 'node:timers/promises';
import { QUEUE_NAMES } from '@varde/contracts';
import { insertDevice, insertMunicipality, startTestDatabase, type TestDatabase } from '@varde/postgres/testing';
import { createProducer, ringPriority } from '@varde/queues';
import type { Running } from '@varde/runtime';
import { afterAll, beforeAll, test } from 'vitest';
import { start } from './main.ts';
import { makeEvent, store } from './testing/triage-bench.ts';

const HOUR = 3_600_000;
let database: TestDatabase;
let deviceId: string;

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
  deviceId = await insertDevice(database.db, { profile: 'social-alarm' });
});
afterAll(() => database.stop());

const startTriage = (queueUrl: string): Promise<Running> =>
  start({
    VARDE_PROCESS: 'triage-alarm',
    VARDE_LANE: 'alarm',
    VARDE_DATABASE_URL: database.url,
    VARDE_QUEUE_URL: queueUrl,
    VARDE_LOG_LEVEL: 'silent',
  });

const untilDecided = async (): Promise<void> => {
  for (let waited = 0; waited < 8_000; waited += 50) {
    if ((await database.query('select from event where outcome is null')).length === 0) return;
    await delay(50);
  }
  throw new Error('not decided in time');
};

test('with no queue server at all the sweep decides', async () => {
  const running = await startTriage('redis://127.0.0.1:1');
  await store(database.db, makeEvent(deviceId, 'fall-detected', { receivedAt: Date.now() }));
  await untilDecided();
  await running.close();
});

test('a ring is enough: an event too young for any sweep is decided', async () => {
  const running = await startTriage(database.url);
  const onError = (): void => undefined;
  const producer = createProducer({ url: database.url, queue: QUEUE_NAMES.alarm, onError });
  const [id] = await store(database.db, makeEvent(deviceId, 'fire-alarm', { receivedAt: Date.now() + HOUR }));
  const ring = (): Promise<boolean> => producer.ring({ eventIds: [id!] }, { priority: ringPriority('red') });
  for (let tries = 0; tries < 100 && !(await ring()); tries += 1) await delay(50);
  await untilDecided();
  await producer.close();
  await running.close();
});
