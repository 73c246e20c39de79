import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Receipt, receiptFilter } from '@varde/contracts';
import { connectMqtt, hashPassword, startEmbeddedBroker } from '@varde/mqtt';
import { enqueueMergedReceipt } from '@varde/postgres';
import { startTestDatabase, type TestDatabase } from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { start } from './main.ts';

const service = { username: 'dispatcher', password: 'a long enough password' };
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

const env = (mqttUrl: string): Record<string, string> => ({
  VARDE_PROCESS: 'dispatcher',
  VARDE_DATABASE_URL: database.url,
  VARDE_QUEUE_URL: 'redis://127.0.0.1:1',
  VARDE_MQTT_URL: mqttUrl,
  VARDE_MQTT_USERNAME: service.username,
  VARDE_MQTT_PASSWORD: service.password,
  VARDE_MQTT_CLIENT_SECRET: 'a secret nobody guesses',
  VARDE_LOG_LEVEL: 'silent',
});

test('receipts wait for a broker that comes late, and are gone when it has them', async () => {
  const [deviceId, other] = [randomUUID(), randomUUID()];
  const enqueue = (device: string, messageId: string): Promise<void> =>
    database.db.transaction().execute((tx) => enqueueMergedReceipt(tx, device, messageId, Date.now()));
  const left = async (): Promise<number> => (await database.query('select from receipt_outbox')).length;
  const account = { username: deviceId, kind: 'device', devices: [deviceId], ...(await hashPassword('pw')) } as const;
  const away = await startEmbeddedBroker({ port: 0, services: [], findAccounts: async () => [] });
  await away.close();

  const running = await start(env(away.url));
  await enqueue(other, randomUUID());
  await delay(1_300);
  expect(await left()).toBe(1);

  const broker = await startEmbeddedBroker({
    port: away.port,
    services: [service],
    findAccounts: async () => [account],
  });
  const device = await connectMqtt({ url: broker.url, username: deviceId, password: 'pw', clientId: deviceId });
  const heard: Receipt[] = [];
  await device.subscribe([receiptFilter(deviceId)], 1, ({ payload }) => {
    heard.push(JSON.parse(payload.toString()) as Receipt);
  });
  const messageId = randomUUID();
  await enqueue(deviceId, messageId);
  for (let waited = 0; waited < 10_000 && (heard.length === 0 || (await left()) > 0); waited += 50) await delay(50);
  expect(heard).toMatchObject([{ id: messageId, state: 'answered' }]);
  expect(await left()).toBe(0);

  await device.close();
  await running.close();
  await broker.close();
});
