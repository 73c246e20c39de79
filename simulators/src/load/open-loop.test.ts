import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { channelFilter, type DeviceMessage, deviceTopic, parseDeviceTopic, type Receipt } from '@varde/contracts';
import { connectMqtt, type EmbeddedBroker, hashPassword, type MqttConnection, startEmbeddedBroker } from '@varde/mqtt';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { seededDraw } from '../chance/draw.ts';
import { connectFleet, type Fleet } from '../device/fleet.ts';
import { createRoom } from '../device/room.ts';
import { keepBook, openBook } from '../tally/book.ts';
import { createTally } from '../tally/tally.ts';
import { arrivals } from './arrivals.ts';
import { runOpenLoop } from './open-loop.ts';
import { inOrder, mixSends, redSends } from './sends.ts';

const SERVICE = { username: 'service', password: 'service-password' };
const GATEWAY = { username: 'gateway-1', password: 'gateway-password' };
const DEVICES = Array.from({ length: 10 }, () => randomUUID());
const clock = { wall: () => Date.now(), steady: () => performance.now() };
const signal = new AbortController().signal;

let dir: string;
let broker: EmbeddedBroker;
let service: MqttConnection;
let fleet: Fleet | undefined;

/** Answers as the service does: everything is stored, but of one kind nothing is heard. */
const answer = async (deaf: string): Promise<MqttConnection> => {
  const connection = await connectMqtt({ url: broker.url, ...SERVICE, clientId: 'service-0' });
  await connection.subscribe([channelFilter('alarm'), channelFilter('event')], 1, ({ topic, payload }) => {
    const { id, kind } = JSON.parse(payload.toString()) as DeviceMessage;
    if (kind === deaf) return;
    const receipt: Receipt = { id, state: 'stored', at: new Date().toISOString() };
    const receiptTopic = deviceTopic(parseDeviceTopic(topic)?.deviceId ?? '', 'receipt');
    void connection.publish(receiptTopic, JSON.stringify(receipt), 0);
  });
  return connection;
};

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'varde-load-'));
  const account = { kind: 'gateway', devices: DEVICES, ...(await hashPassword(GATEWAY.password)) } as const;
  broker = await startEmbeddedBroker({
    port: 0,
    services: [SERVICE],
    findAccounts: async (names) =>
      names.filter((name) => name === GATEWAY.username).map((username) => ({ username, ...account })),
  });
});

afterEach(async () => {
  await fleet?.close();
  await service.close();
  await broker.close();
  await rm(dir, { recursive: true, force: true });
});

test('all that is planned is sent, and the book says what became of each', async () => {
  service = await answer('bed-left');
  const file = path.join(dir, 'book.ndjson');
  const book = await openBook(file, (steady) => performance.timeOrigin + steady);
  const tally = createTally();
  const room = createRoom(10_000);
  fleet = await connectFleet({
    mqttUrl: broker.url,
    accounts: [{ credential: GATEWAY, devices: DEVICES }],
    roomFor: () => room,
    observer: keepBook(tally, book),
    clock,
    newId: randomUUID,
    signal,
    onFault: () => undefined,
  });
  const clients = [...fleet.clients.values()];
  const [burning, calm] = [clients.slice(0, 3), clients.slice(3)];
  const mix = new Map([
    ['door-opened', 9],
    ['bed-left', 1],
  ]);
  const byKind = new Map([...mix.keys()].map((kind) => [kind, calm]));
  const messages = mixSends(arrivals(500, 500, mix, seededDraw(1, 'load')), {
    byKind,
    together: 4,
    draw: seededDraw(1, 'senders'),
  });
  const begin = clock.steady();
  await runOpenLoop({ sends: inOrder(messages, redSends(burning, 500, seededDraw(1, 'reds'))), begin, clock, signal });
  const deaf = tally.kinds.get('bed-left') ?? 0;
  await vi.waitFor(() => expect(fleet?.pending).toBe(deaf), { timeout: 10_000 });
  for (const kept of fleet.waiting) book.write(kept);
  await book.close();

  const lines = (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(tally.total.sent);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(tally.total.sent);
  expect(
    lines
      .filter(({ kind }) => kind === 'fire-alarm')
      .map(({ lane, deviceId }) => [lane, deviceId])
      .sort(),
  ).toEqual(burning.map(({ deviceId }) => ['alarm', deviceId]).sort());
  for (const { kind, state, sentAt, publishedAt, settledAt, tries, seq } of lines) {
    expect(state).toBe(kind === 'bed-left' ? null : 'stored');
    expect(publishedAt).toBeGreaterThanOrEqual(sentAt);
    if (state === null) expect(settledAt).toBeNull();
    else expect(settledAt).toBeGreaterThan(publishedAt);
    expect(tries).toBeGreaterThanOrEqual(1);
    expect(Number.isInteger(seq)).toBe(true);
  }
});

test('it stops when it is told to', async () => {
  service = await answer('nothing');
  const stop = new AbortController();
  const sends = [
    { after: 0, go: () => stop.abort() },
    { after: 60_000, go: () => undefined },
  ];
  await expect(runOpenLoop({ sends, begin: clock.steady(), clock, signal: stop.signal })).rejects.toThrow('aborted');
});
