import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { deviceTopic, type Receipt, receiptFilter } from '@varde/contracts';
import { connectMqtt, type EmbeddedBroker, hashPassword, type MqttConnection, startEmbeddedBroker } from '@varde/mqtt';
import { insertDevice, insertMunicipality, startTestDatabase, type TestDatabase } from '@varde/postgres/testing';
import type { Running } from '@varde/runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { start } from './main.ts';

const LIMIT = 20;
const service = { username: 'ingest', password: 'a long enough password' };
let database: TestDatabase;
let broker: EmbeddedBroker;
let running: Running[] = [];
let deviceId: string;
let device: MqttConnection;
let health: string;
const receipts: Receipt[] = [];

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await once(server.close(), 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const startIngest = (process: string, lane: string, healthPort = 0): Promise<Running> =>
  start({
    VARDE_PROCESS: process,
    VARDE_LANE: lane,
    VARDE_BACKLOG_LIMIT: String(LIMIT),
    VARDE_DATABASE_URL: database.url,
    VARDE_QUEUE_URL: 'redis://127.0.0.1:1',
    VARDE_MQTT_URL: broker.url,
    VARDE_MQTT_USERNAME: service.username,
    VARDE_MQTT_PASSWORD: service.password,
    VARDE_MQTT_CLIENT_SECRET: 'a secret nobody guesses',
    VARDE_HEALTH_PORT: String(healthPort),
    VARDE_LOG_LEVEL: 'silent',
  });

const eventLane = async (): Promise<Running> => {
  const port = await freePort();
  health = `http://127.0.0.1:${port}`;
  return startIngest('ingest-event', 'event', port);
};

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
  deviceId = await insertDevice(database.db, { profile: 'social-alarm' });
  const account = { username: deviceId, kind: 'device', devices: [deviceId], ...(await hashPassword('pw')) } as const;
  broker = await startEmbeddedBroker({ port: 0, services: [service], findAccounts: async () => [account] });
  running = [await startIngest('ingest-alarm-1', 'alarm'), await eventLane()];
  device = await connectMqtt({ url: broker.url, username: deviceId, password: 'pw', clientId: deviceId });
  await device.subscribe([receiptFilter(deviceId)], 1, ({ payload }) => {
    receipts.push(JSON.parse(payload.toString()) as Receipt);
  });
});
afterAll(async () => {
  await device.close();
  await Promise.all(running.map((one) => one.close()));
  await broker.close();
  await database.stop();
});

const send = async (channel: 'alarm' | 'event', kind: string): Promise<string> => {
  const id = randomUUID();
  const body = { id, kind, at: new Date().toISOString() };
  await device.publish(deviceTopic(deviceId, channel), JSON.stringify(body), 1);
  return id;
};
const sendMany = (count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, () => send('event', 'battery-low')));

const until = async (what: string, reached: () => boolean | Promise<boolean>): Promise<void> => {
  for (let waited = 0; waited < 10_000; waited += 20) {
    if (await reached()) return;
    await delay(20);
  }
  throw new Error(`in vain for: ${what}`);
};
const toldOf = (ids: readonly string[]): string[] =>
  receipts.flatMap(({ id, state }) => (state === 'stored' && id !== null && ids.includes(id) ? [id] : []));
const storedOf = async (ids: readonly string[]): Promise<number> =>
  (await database.query('select from event where message_id = any($1)', ids)).length;
const readiness = async (): Promise<{ status: number; backlog: string | undefined }> => {
  const answer = await fetch(`${health}/readyz`);
  const { dependencies } = (await answer.json()) as { dependencies: Record<string, string> };
  return { status: answer.status, backlog: dependencies['backlog'] };
};
/** What triage would do. */
const decideAll = async (): Promise<void> => {
  await database.query(`update event set outcome = 'recorded' where outcome is null`);
  await database.query('delete from undecided_batch');
};

test('beyond the limit events have neither receipt nor PUBACK until it is worked off; calls for help pass', async () => {
  const first = await sendMany(LIMIT + 1);
  await until('the first are told', () => toldOf(first).length === first.length);
  await until('the gate is shut', async () => (await readiness()).backlog === 'failed');
  expect((await readiness()).status).toBe(503);
  expect(await (await fetch(`${health}/metrics`)).text()).toMatch(/varde_ingest_backlog_full\{[^}]*\} 1/);

  const withheld = await sendMany(10);
  const fire = await send('alarm', 'fire-alarm');
  const misplaced = await send('event', 'alarm-button-pressed');
  await until('calls for help are told', () => toldOf([fire, misplaced]).length === 2);
  await delay(1_500);
  expect(toldOf(withheld)).toEqual([]);
  expect(await storedOf(withheld)).toBe(0);

  // A restart changes nothing: the broker has no PUBACK for them, and brings them again.
  await running[1]!.close();
  running[1] = await eventLane();
  await decideAll();
  await until('all are told', () => new Set(toldOf(withheld)).size === withheld.length);
  expect(await storedOf(withheld)).toBe(withheld.length);
  await until('the gate is open', async () => (await readiness()).backlog === 'ok');
});
