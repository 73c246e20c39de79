import { randomUUID } from 'node:crypto';
import { channelFilter, type DeviceMessage, deviceTopic, parseDeviceTopic, type Receipt } from '@varde/contracts';
import {
  type Credential,
  connectMqtt,
  type EmbeddedBroker,
  hashPassword,
  type MqttConnection,
  startEmbeddedBroker,
} from '@varde/mqtt';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTally, type Tally } from '../tally/tally.ts';
import type { Clock } from './clock.ts';
import { connectFleet, type Fleet } from './fleet.ts';
import { createRoom } from './room.ts';

const SERVICE: Credential = { username: 'service', password: 'service-password' };
const GATEWAY: Credential = { username: 'gateway-1', password: 'gateway-password' };
const DEVICES = [randomUUID(), randomUUID()] as const;
const [DEVICE, OTHER] = DEVICES;

/** How many times as fast as the wall's. At 8, 2, 4 and 8 s are 250, 500 and 1 000 ms. */
let speed = 1;
const clock: Clock = { wall: () => Date.now(), steady: () => performance.now() * speed };
const soon = { timeout: 10_000 };

type Heard = { readonly deviceId: string; readonly message: DeviceMessage; readonly at: number };

let broker: EmbeddedBroker;
let service: MqttConnection;
let fleet: Fleet;
let tally: Tally;
let stop: AbortController;
let heard: Heard[];

const startBroker = async (port: number): Promise<EmbeddedBroker> => {
  const account = { kind: 'gateway', devices: DEVICES, ...(await hashPassword(GATEWAY.password)) } as const;
  return startEmbeddedBroker({
    port,
    services: [SERVICE],
    findAccounts: async (names) =>
      names.filter((name) => name === GATEWAY.username).map((username) => ({ username, ...account })),
  });
};

const listen = async (url: string): Promise<MqttConnection> => {
  const connection = await connectMqtt({ url, ...SERVICE, clientId: 'service-0' });
  await connection.subscribe([channelFilter('alarm'), channelFilter('event')], 1, ({ topic, payload }) => {
    const deviceId = parseDeviceTopic(topic)?.deviceId ?? '';
    heard.push({ deviceId, message: JSON.parse(payload.toString()) as DeviceMessage, at: clock.steady() });
  });
  return connection;
};

const receipt = (deviceId: string, id: string | null, state: Receipt['state']): Promise<void> =>
  service.publish(
    deviceTopic(deviceId, 'receipt'),
    JSON.stringify({ id, state, at: new Date().toISOString() } satisfies Receipt),
    1,
  );

const client = (deviceId: string) => fleet.clients.get(deviceId)!;

beforeEach(async () => {
  heard = [];
  speed = 1;
  stop = new AbortController();
  broker = await startBroker(0);
  service = await listen(broker.url);
  tally = createTally();
  fleet = await connectFleet({
    mqttUrl: broker.url,
    accounts: [{ credential: GATEWAY, devices: DEVICES }],
    roomFor: () => createRoom(200),
    observer: tally,
    clock,
    newId: randomUUID,
    signal: stop.signal,
    onFault: () => undefined,
  });
});

afterEach(async () => {
  stop.abort();
  await fleet.close();
  await service.close();
  await broker.close();
});

test('sends the same message again, later each time, until it is stored', async () => {
  speed = 8;
  client(DEVICE).say({ kind: 'fall-detected' });
  await vi.waitFor(() => expect(heard.length).toBe(4), soon);
  expect(new Set(heard.map(({ message }) => JSON.stringify(message))).size).toBe(1);
  const gaps = heard.slice(1).map(({ at }, index) => at - heard[index]!.at);
  for (const [index, least] of [2_000, 4_000, 8_000].entries()) expect(gaps[index]).toBeGreaterThan(least * 0.8);
  expect(fleet.pending).toBe(1);

  await receipt(DEVICE, heard[0]!.message.id, 'stored');
  await vi.waitFor(() => expect(fleet.pending).toBe(0), soon);
  expect(tally.total).toMatchObject({ sent: 1, stored: 1, resent: 3 });
});

test('a rejected message is not sent again', async () => {
  client(DEVICE).say({ kind: 'door-opened' });
  await vi.waitFor(() => expect(heard.length).toBe(1), soon);
  await receipt(DEVICE, heard[0]!.message.id, 'rejected');
  await vi.waitFor(() => expect(fleet.pending).toBe(0), soon);
  expect(tally.total).toMatchObject({ sent: 1, stored: 0, rejected: 1 });
});

test('calls go to the alarm lane, events to the event lane, each device numbering its own', async () => {
  client(DEVICE).say({ kind: 'fall-detected' });
  client(DEVICE).say({ kind: 'door-opened' });
  client(OTHER).say({ kind: 'dose-waiting', data: { doseId: 'a' } });
  await vi.waitFor(() => expect(heard.length).toBe(3), soon);
  const of = (deviceId: string) => heard.filter((each) => each.deviceId === deviceId).map(({ message }) => message);
  const [first, second] = of(DEVICE);
  expect(second!.seq).toBeGreaterThan(first!.seq!);
  expect(of(OTHER)).toEqual([expect.objectContaining({ kind: 'dose-waiting', data: { doseId: 'a' } })]);
});

test('a receipt of one device settles nothing of another; answered means stored as well', async () => {
  client(DEVICE).say({ kind: 'fall-detected' });
  await vi.waitFor(() => expect(heard.length).toBe(1), soon);
  const { id } = heard[0]!.message;
  await receipt(OTHER, id, 'stored');
  await vi.waitFor(() => expect(tally.stray).toBe(1), soon);
  expect(fleet.pending).toBe(1);
  await receipt(DEVICE, id, 'answered');
  await vi.waitFor(() => expect(fleet.pending).toBe(0), soon);
  expect(tally).toMatchObject({ answered: 1, total: { stored: 1 } });
});

test('what happens while the broker is away is sent when it is back', async () => {
  const { port } = broker;
  await service.close();
  await broker.close();
  await vi.waitFor(() => expect(fleet.connected).toBe(0), soon);
  client(DEVICE).say({ kind: 'fall-detected' });
  expect(client(DEVICE).heartbeat({ battery: 80 })).toBe(false);
  expect(tally.total).toMatchObject({ sent: 1, stored: 0 });

  broker = await startBroker(port);
  service = await listen(broker.url);
  await vi.waitFor(() => expect(heard.map(({ message }) => message.kind)).toContain('fall-detected'), soon);
});
