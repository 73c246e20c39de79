import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { deviceTopic, type Receipt, receiptFilter } from '@varde/contracts';
import { connectMqtt, type EmbeddedBroker, hashPassword, type MqttConnection, startEmbeddedBroker } from '@varde/mqtt';
import { insertDevice, insertMunicipality, startTestDatabase, type TestDatabase } from '@varde/postgres/testing';
import type { Env, Running } from '@varde/runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { start } from './main.ts';
import { start as startStatusLane } from './status-main.ts';

const service = { username: 'ingest', password: 'a long enough password' };
let database: TestDatabase;
let broker: EmbeddedBroker;
let running: Running[] = [];
let deviceId: string;
let device: MqttConnection;
const receipts: Receipt[] = [];

/** No queue server anywhere: neither receipts nor acknowledgements may wait for one. */
const envOf = (process: string, lane?: string): Env => ({
  VARDE_PROCESS: process,
  VARDE_LANE: lane,
  VARDE_DATABASE_URL: database.url,
  VARDE_QUEUE_URL: 'redis://127.0.0.1:1',
  VARDE_MQTT_URL: broker.url,
  VARDE_MQTT_USERNAME: service.username,
  VARDE_MQTT_PASSWORD: service.password,
  VARDE_MQTT_CLIENT_SECRET: 'a secret nobody guesses',
  VARDE_LOG_LEVEL: 'silent',
});

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
  deviceId = await insertDevice(database.db, { profile: 'social-alarm' });
  const account = { username: deviceId, kind: 'device', devices: [deviceId], ...(await hashPassword('pw')) } as const;
  broker = await startEmbeddedBroker({ port: 0, services: [service], findAccounts: async () => [account] });
  running = await Promise.all([
    start(envOf('ingest-alarm-1', 'alarm')),
    start(envOf('ingest-alarm-2', 'alarm')),
    start(envOf('ingest-event', 'event')),
    startStatusLane(envOf('ingest-status')),
  ]);
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

const message = (kind: string): { id: string; kind: string; at: string } => ({
  id: randomUUID(),
  kind,
  at: new Date().toISOString(),
});
const send = (channel: 'alarm' | 'event' | 'status', body: unknown): Promise<void> =>
  device.publish(deviceTopic(deviceId, channel), JSON.stringify(body), 1);

const until = async (reached: () => boolean | Promise<boolean>): Promise<void> => {
  for (let waited = 0; waited < 8_000; waited += 20) {
    if (await reached()) return;
    await delay(20);
  }
  throw new Error('not reached in time');
};
const statesOf = (id: string): string[] => receipts.filter((one) => one.id === id).map((one) => one.state);

test('an alarm that two processes read is stored once and told once; sent again, it is told again', async () => {
  const fall = message('alarm-button-pressed');
  await send('alarm', fall);
  await until(() => statesOf(fall.id).length === 1);
  await delay(300);
  expect(statesOf(fall.id)).toEqual(['stored']);
  await send('alarm', fall);
  await until(() => statesOf(fall.id).length > 1);
  expect(await database.query('select lane from event where message_id = $1', fall.id)).toEqual([{ lane: 'alarm' }]);
});

test.each([
  ['alarm', 'alarm-button-pressed'],
  ['event', 'battery-low'],
] as const)('what comes on the %s topic is contact, and leaves what was said before', async (channel, kind) => {
  await database.query(
    `insert into device_status (device_id, last_contact, battery) values ($1, '2026-01-01', 60)
     on conflict (device_id) do update set last_contact = excluded.last_contact, battery = excluded.battery`,
    deviceId,
  );
  const sent = message(kind);
  await send(channel, sent);
  const heardSince = (): Promise<unknown[]> =>
    database.query(
      'select battery from device_status, event where message_id = $1 and last_contact >= received_at',
      sent.id,
    );
  await until(async () => (await heardSince()).length === 1);
  expect(await heardSince()).toEqual([{ battery: 60 }]);
});

test('an array of events and a heartbeat; what is refused is told with its reason', async () => {
  const low = message('battery-low');
  const unknown = message('no-such-kind');
  await send('event', [low, unknown]);
  await send('status', { at: new Date().toISOString(), battery: 9 });
  await until(() => statesOf(low.id).length > 0 && statesOf(unknown.id).length > 0);
  expect(statesOf(low.id)).toEqual(['stored']);
  expect(receipts.find((one) => one.id === unknown.id)).toMatchObject({ state: 'rejected', reason: 'unknown-kind' });
  await until(async () => (await database.query('select from device_status where battery = 9')).length === 1);
});

test('garbage on the alarm topic is rejected without an id, and asks for a human', async () => {
  await device.publish(deviceTopic(deviceId, 'alarm'), 'hjelp', 1);
  await until(() => receipts.filter((one) => one.id === null).length === 2);
  const events = await database.query(`select data from event where kind = 'alarm-unreadable'`);
  expect(events).toEqual([{ data: { reason: 'not-json' } }]);
});

test('while the database refuses, there is no receipt; when it is back, the alarm is stored', async () => {
  await database.query('alter table event rename to event_away');
  const fall = message('alarm-button-pressed');
  await send('alarm', fall);
  await delay(300);
  expect(statesOf(fall.id)).toEqual([]);
  await database.query('alter table event_away rename to event');
  await until(() => statesOf(fall.id).length === 1);
  expect(await database.query('select from event where message_id = $1', fall.id)).toHaveLength(1);
});
