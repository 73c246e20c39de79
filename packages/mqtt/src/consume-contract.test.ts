import { setTimeout as sleep } from 'node:timers/promises';
import { channelFilter, deviceTopic, sharedFilter } from '@varde/contracts';
import { connect as connectRaw } from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Packet } from './connection.ts';
import { serviceClientId } from './service-client-id.ts';
import { connectDevice, createConsumers, type TestDevice } from './testing/consumers.ts';
import { startEmbedded } from './testing/embedded.ts';
import { startMosquitto, type TestMosquitto } from './testing/mosquitto.ts';
import type { TestBroker } from './testing/test-broker.ts';

const brokers = [
  { name: 'mosquitto', start: () => startMosquitto(), keeps: 1 },
  // Takes the flag off: what is never kept need not be ignored.
  { name: 'the embedded broker', start: startEmbedded, keeps: 0 },
];
const soon = { timeout: 5_000, interval: 10 };

describe.each(brokers)('a consumer on $name', ({ start, keeps }) => {
  let broker: TestBroker;
  let device: TestDevice;
  const consumers = createConsumers(() => broker);

  beforeAll(async () => {
    broker = await start();
  }, 30_000);
  afterAll(() => broker.close());
  beforeEach(async () => {
    device = await connectDevice(broker);
  });
  afterEach(async () => {
    await consumers.close();
    await device.connection.close();
  });

  const send = (body: string) => device.connection.publish(deviceTopic(device.id, 'alarm'), body, 1);
  const collect = (bodies: string[]) => async (packet: Packet) => {
    bodies.push(packet.payload.toString());
  };

  test('what arrives while it is away waits for it', async () => {
    const clientIds = [serviceClientId('away', 'secret')];
    const first = await consumers.start(async () => {}, { clientIds });
    await first.close();
    await send('one');
    await send('two');
    const bodies: string[] = [];
    await consumers.start(collect(bodies), { clientIds });
    await vi.waitFor(() => expect(bodies).toEqual(['one', 'two']), soon);
  });

  test('what is handled does not come again', async () => {
    const clientIds = [serviceClientId('handled', 'secret')];
    const bodies: string[] = [];
    const first = await consumers.start(collect(bodies), { clientIds });
    await send('once');
    await vi.waitFor(() => expect(bodies).toEqual(['once']), soon);
    await first.close();
    await consumers.start(collect(bodies), { clientIds });
    await sleep(200);
    expect(bodies).toEqual(['once']);
  });

  test('a handler that fails at first is tried again on the spot', async () => {
    let tries = 0;
    const failures: string[] = [];
    await consumers.start(
      async () => {
        tries += 1;
        if (tries < 3) throw new Error('the database is away');
      },
      { onError: (error) => failures.push(error.message) },
    );
    await send('again');
    await vi.waitFor(() => expect(tries).toBe(3), soon);
    expect(failures).toEqual(['the database is away', 'the database is away']);
    await sleep(200);
    expect(tries).toBe(3);
  });

  test('what fails every time lets the others by, and comes again on a new connection', {
    timeout: 30_000,
  }, async () => {
    const tries = new Map<string, number>();
    let database = 'away';
    await consumers.start(async ({ payload }) => {
      const body = payload.toString();
      tries.set(body, (tries.get(body) ?? 0) + 1);
      if (body === 'poison' && database === 'away') throw new Error('not storable');
    });
    await send('poison');
    await send('help');
    const patient = { timeout: 15_000, interval: 20 };
    await vi.waitFor(() => expect(tries.get('help')).toBe(1), patient);
    expect(tries.get('poison')).toBeLessThan(5);
    await vi.waitFor(() => expect(tries.get('poison')).toBe(5), patient);
    await vi.waitFor(() => expect(tries.get('poison')).toBeGreaterThan(5), patient);
    database = 'back';
    const before = tries.get('poison') ?? 0;
    await vi.waitFor(() => expect(tries.get('poison')).toBeGreaterThan(before), patient);
    expect(tries.get('help')).toBe(1);
  });

  test('a retained message is skipped', async () => {
    const raw = connectRaw(broker.url, { username: device.id, password: device.password });
    await raw.publishAsync(deviceTopic(device.id, 'alarm'), 'old news', { qos: 1, retain: true });
    await raw.endAsync();
    const bodies: string[] = [];
    let retained = 0;
    await consumers.start(collect(bodies), { onRetained: () => (retained += 1) });
    await send('new');
    await vi.waitFor(() => expect(bodies).toEqual(['new']), soon);
    expect(retained).toBe(keeps);
  });

  test('a filter it may not read is refused', async () => {
    const { id, password } = device;
    const refused = consumers.start(async () => {}, { username: id, password });
    await expect(refused).rejects.toMatchObject({ code: 'mqtt-subscription-refused' });
  });
});

describe('on mosquitto alone', () => {
  let broker: TestMosquitto;
  let device: TestDevice;
  const consumers = createConsumers(() => broker);

  beforeAll(async () => {
    broker = await startMosquitto();
    device = await connectDevice(broker);
  }, 30_000);
  afterAll(async () => {
    await device.connection.close();
    await broker.close();
  });
  afterEach(() => consumers.close());

  test('the connections of a shared subscription divide the messages among them', async () => {
    const count = 4;
    const clientIds = Array.from({ length: count }, (_, at) => serviceClientId('event', 'secret', at));
    const bodies: string[] = [];
    let inHand = 0;
    let most = 0;
    const handle = async ({ payload }: Packet) => {
      inHand += 1;
      most = Math.max(most, inHand);
      await sleep(20);
      bodies.push(payload.toString());
      inHand -= 1;
    };
    const filters = [sharedFilter('events', channelFilter('event'))];
    await consumers.start(handle, { clientIds, filters, window: 1 });
    const sent = Array.from({ length: 40 }, (_, n) => `${n}`);
    await Promise.all(sent.map((body) => device.connection.publish(deviceTopic(device.id, 'event'), body, 1)));
    await vi.waitFor(() => expect(bodies.toSorted()).toEqual(sent.toSorted()), soon);
    expect(most).toBe(count);
  });

  test.each([
    ['alone', 'alarm', channelFilter('alarm')],
    ['sharing', 'event', sharedFilter('events', channelFilter('event'))],
  ] as const)('a consumer %s goes on when the broker comes back', async (_how, channel, filter) => {
    const bodies: string[] = [];
    const collect = async ({ payload }: Packet) => {
      bodies.push(payload.toString());
    };
    const consumer = await consumers.start(collect, { filters: [filter] });
    await broker.restart();
    await vi.waitFor(() => consumer.ping(), soon);
    await vi.waitFor(() => device.connection.ping(), soon);
    await vi.waitFor(async () => {
      await device.connection.publish(deviceTopic(device.id, channel), 'after', 1);
      expect(bodies).toContain('after');
    }, soon);
  });
});
