import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CANARY_TOPICS, channelFilter, deviceTopic } from '@varde/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectMqtt, type MqttConnection, type Packet } from './connection.ts';
import type { MqttConnectionOptions } from './connection-options.ts';
import { serviceClientId } from './service-client-id.ts';
import { startEmbedded } from './testing/embedded.ts';
import { startMosquitto } from './testing/mosquitto.ts';
import type { TestBroker } from './testing/test-broker.ts';

const brokers = [
  { name: 'mosquitto', start: () => startMosquitto() },
  { name: 'the embedded broker', start: startEmbedded },
];
const soon = { timeout: 3_000, interval: 10 };
/** Long enough for a message that would come to have come. */
const moment = () => sleep(200);
const bodies = (packets: readonly Packet[]) => packets.map(({ payload }) => payload.toString());

describe.each(brokers)('rights on $name', ({ start }) => {
  let broker: TestBroker;
  let open: MqttConnection[] = [];

  beforeAll(async () => {
    broker = await start();
  }, 30_000);
  afterAll(() => broker.close());
  afterEach(async () => {
    await Promise.all(open.map((connection) => connection.close()));
    open = [];
  });

  const connect = async (options: Partial<MqttConnectionOptions>) => {
    const connection = await connectMqtt({
      url: broker.url,
      username: '',
      password: '',
      clientId: `test-${randomUUID()}`,
      connectLimit: 3_000,
      ...options,
    });
    open.push(connection);
    return connection;
  };
  const newDevice = async () => {
    const id = randomUUID();
    const password = randomUUID();
    await broker.accounts.put({ username: id, password, kind: 'device', devices: [id] });
    return { id, password, connect: () => connect({ username: id, password }) };
  };
  const service = async (filter: string) => {
    const connection = await connect(broker.service);
    const packets: Packet[] = [];
    await connection.subscribe([filter], 1, (packet) => packets.push(packet));
    return { connection, packets };
  };

  test('a device writes below its own id, and a service reads it', async () => {
    const device = await newDevice();
    const { packets } = await service('varde/v1/#');
    const connection = await device.connect();
    for (const channel of ['alarm', 'event', 'status', 'command-result'] as const) {
      await connection.publish(deviceTopic(device.id, channel), channel, 1);
    }
    const expected = ['alarm', 'event', 'status', 'command-result'];
    await vi.waitFor(() => expect(bodies(packets)).toEqual(expected), soon);
  });

  test('a service writes receipts and commands, and the device reads them', async () => {
    const device = await newDevice();
    const connection = await device.connect();
    const packets: Packet[] = [];
    const topics = [deviceTopic(device.id, 'receipt'), deviceTopic(device.id, 'command')];
    await connection.subscribe(topics, 1, (packet) => packets.push(packet));
    const sender = await connect(broker.service);
    await sender.publish(deviceTopic(device.id, 'receipt'), 'quick', 0);
    await sender.publish(deviceTopic(device.id, 'receipt'), 'sure', 1);
    await sender.publish(deviceTopic(device.id, 'command'), 'do', 1);
    await vi.waitFor(() => expect(bodies(packets).toSorted()).toEqual(['do', 'quick', 'sure']), soon);
  });

  test('many in one write arrive as they were sent', async () => {
    const device = await newDevice();
    const connection = await device.connect();
    const packets: Packet[] = [];
    const topic = deviceTopic(device.id, 'receipt');
    await connection.subscribe([topic], 0, (packet) => packets.push(packet));
    const sent = [0, 1, 70, 71, 72, 127, 128, 9_000, 17_000].map((length) => 'æ'.repeat(length));
    const sender = await connect(broker.service);
    expect(sender.publishTogether(sent.map((body) => ({ topic, body })))).toBe(true);
    await vi.waitFor(() => expect(bodies(packets)).toEqual(sent), soon);
    await sender.close();
    expect(sender.publishTogether([{ topic, body: 'late' }])).toBe(false);
  });

  test('a device cannot write below another id, nor to what the services write', async () => {
    const [device, other] = [await newDevice(), await newDevice()];
    const { packets } = await service('varde/v1/#');
    const states: boolean[] = [];
    const onConnected = (connected: boolean) => states.push(connected);
    const connection = await connect({ username: device.id, password: device.password, onConnected });
    await connection.publish(deviceTopic(other.id, 'alarm'), 'forged', 1);
    await connection.publish(deviceTopic(device.id, 'receipt'), 'forged', 1);
    await connection.publish('varde/v1/everything', 'forged', 0);
    await connection.publish(deviceTopic(device.id, 'alarm'), 'own', 1);
    await vi.waitFor(() => expect(bodies(packets)).toContain('own'), soon);
    await moment();
    expect(bodies(packets)).toEqual(['own']);
    // Dropped, not thrown out: a gateway must not lose its other devices over one.
    expect(states).toEqual([true]);
  });

  test('a service speaks in the name of its canaries, and of nobody else; nobody but it does', async () => {
    const device = await newDevice();
    const { packets } = await service('varde/v1/#');
    const sender = await connect(broker.service);
    for (const [lane, topic] of Object.entries(CANARY_TOPICS)) {
      await (await device.connect()).publish(topic, 'forged', 1);
      await sender.publish(deviceTopic(device.id, 'alarm'), 'forged', 1);
      await sender.publish(topic, lane, 1);
    }
    await vi.waitFor(() => expect(bodies(packets)).toContain('status'), soon);
    await moment();
    expect(bodies(packets)).toEqual(['alarm', 'event', 'status']);
  });

  test('a device cannot read what is not its own', async () => {
    const [device, other] = [await newDevice(), await newDevice()];
    const connection = await device.connect();
    const packets: Packet[] = [];
    const filters = [
      deviceTopic(other.id, 'receipt'),
      channelFilter('alarm'),
      'varde/v1/+/receipt',
      'varde/v1/#',
      '#',
      '$CONTROL/dynamic-security/v1/response',
      `$share/group/${deviceTopic(other.id, 'receipt')}`,
    ];
    for (const filter of filters) {
      const subscribing = connection.subscribe([filter], 1, (packet) => packets.push(packet));
      await expect(subscribing, filter).rejects.toMatchObject({ code: 'mqtt-subscription-refused' });
    }
    const sender = await connect(broker.service);
    await sender.publish(deviceTopic(other.id, 'receipt'), 'not yours', 1);
    await moment();
    expect(packets).toEqual([]);
  });

  test('a wrong password, an unknown name and no name are refused', async () => {
    const device = await newDevice();
    const refused = { code: 'mqtt-refused' };
    await expect(connect({ username: device.id, password: 'wrong' })).rejects.toMatchObject(refused);
    await expect(connect({ username: randomUUID(), password: device.password })).rejects.toMatchObject(refused);
    await expect(connect({ username: '', password: '' })).rejects.toMatchObject(refused);
    await expect(connect({ ...broker.service, password: device.password })).rejects.toMatchObject(refused);
  });

  test('revoking throws a connected device out within two seconds and keeps it out', async () => {
    const device = await newDevice();
    const connection = await device.connect();
    const before = Date.now();
    await broker.accounts.revoke(device.id);
    await vi.waitFor(() => expect(connection.connected).toBe(false), { timeout: 2_000, interval: 10 });
    expect(Date.now() - before).toBeLessThan(2_000);
    await expect(device.connect()).rejects.toMatchObject({ code: 'mqtt-refused' });
    await sleep(1_200);
    expect(connection.connected).toBe(false);
  });

  test('a new password throws out who came in with the old one', async () => {
    const device = await newDevice();
    const connection = await device.connect();
    await broker.accounts.put({ username: device.id, password: 'changed', kind: 'device', devices: [device.id] });
    await vi.waitFor(() => expect(connection.connected).toBe(false), { timeout: 2_000, interval: 10 });
    await expect(device.connect()).rejects.toMatchObject({ code: 'mqtt-refused' });
    expect((await connect({ username: device.id, password: 'changed' })).connected).toBe(true);
  });

  test('a gateway speaks for its devices, and for no other', async () => {
    const devices = Array.from({ length: 300 }, () => randomUUID());
    const other = await newDevice();
    const account = { username: 'hub-1', password: 'hub-password', kind: 'gateway', devices } as const;
    await broker.accounts.put(account);
    const { packets } = await service(channelFilter('alarm'));
    const gateway = await connect(account);
    for (const id of [devices[0]!, other.id, devices[299]!]) {
      await gateway.publish(deviceTopic(id, 'alarm'), id, 1);
    }
    await vi.waitFor(() => expect(bodies(packets)).toEqual([devices[0], devices[299]]), soon);
    const receipts: Packet[] = [];
    await gateway.subscribe(
      devices.map((id) => deviceTopic(id, 'receipt')),
      1,
      (packet) => receipts.push(packet),
    );
    const sender = await connect(broker.service);
    for (const id of [devices[7]!, other.id, devices[299]!]) {
      await sender.publish(deviceTopic(id, 'receipt'), id, 1);
    }
    await vi.waitFor(() => expect(bodies(receipts)).toEqual([devices[7], devices[299]]), soon);
  });

  test('a gateway keeps working when one of its devices is taken from its list', async () => {
    const devices = [randomUUID(), randomUUID()];
    const account = { username: 'hub-2', password: 'hub-password', kind: 'gateway' } as const;
    await broker.accounts.put({ ...account, devices });
    await connect(account);
    await broker.accounts.put({ ...account, devices: [devices[0]!] });
    const gateway = await connect(account);
    const { packets } = await service(channelFilter('alarm'));
    await sleep(1_100);
    await vi.waitFor(() => expect(gateway.connected).toBe(true), soon);
    await gateway.publish(deviceTopic(devices[1]!, 'alarm'), 'gone', 1);
    await gateway.publish(deviceTopic(devices[0]!, 'alarm'), 'stays', 1);
    await vi.waitFor(() => expect(bodies(packets)).toEqual(['stays']), soon);
  });

  test('17 KiB come through, more than 64 KiB do not', async () => {
    const device = await newDevice();
    const { packets } = await service(channelFilter('alarm'));
    const connection = await device.connect();
    const topic = deviceTopic(device.id, 'alarm');
    await connection.publish(topic, 'x'.repeat(17 * 1024), 1);
    await vi.waitFor(() => expect(packets.map(({ payload }) => payload.length)).toEqual([17 * 1024]), soon);
    await connection.publish(topic, 'x'.repeat(100 * 1024), 1, 500).catch(() => {});
    await moment();
    expect(packets).toHaveLength(1);
    await connection.close();
    const again = await device.connect();
    await again.publish(topic, 'small', 1);
    await vi.waitFor(() => expect(packets).toHaveLength(2), soon);
  });

  test('a hundred megabytes are cut off at the first of them', async () => {
    const device = await newDevice();
    const connection = await device.connect();
    const before = process.memoryUsage().rss;
    const sent = connection.publish(deviceTopic(device.id, 'alarm'), Buffer.alloc(100 * 1024 * 1024), 1, 1_000);
    await expect(sent).rejects.toThrow();
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });

  test('messages of one connection arrive in order', async () => {
    const device = await newDevice();
    const { packets } = await service(channelFilter('event'));
    const connection = await device.connect();
    const sent = Array.from({ length: 2_000 }, (_, n) => `${n}`);
    await Promise.all(sent.map((body) => connection.publish(deviceTopic(device.id, 'event'), body, 1)));
    await vi.waitFor(() => expect(packets).toHaveLength(sent.length), soon);
    expect(bodies(packets)).toEqual(sent);
  });
});

test('a service’s client id is the same after a restart and cannot be guessed without the secret', () => {
  const id = serviceClientId('ingest-alarm-1', 'a secret of this house');
  expect(serviceClientId('ingest-alarm-1', 'a secret of this house')).toBe(id);
  expect(serviceClientId('ingest-alarm-1', 'another secret')).not.toBe(id);
  expect(serviceClientId('ingest-alarm-2', 'a secret of this house')).not.toBe(id);
  expect(serviceClientId('ingest-alarm-1', 'a secret of this house', 1)).not.toBe(id);
});
