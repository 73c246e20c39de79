import { setTimeout as sleep } from 'node:timers/promises';
import { deviceTopic } from '@varde/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Packet } from './connection.ts';
import { serviceClientId } from './service-client-id.ts';
import { connectDevice, createConsumers, type TestDevice } from './testing/consumers.ts';
import { startEmbedded } from './testing/embedded.ts';
import { startMosquitto } from './testing/mosquitto.ts';
import { type PubackTap, startPubackTap } from './testing/puback-tap.ts';
import type { TestBroker } from './testing/test-broker.ts';

const brokers = [
  { name: 'mosquitto', start: () => startMosquitto() },
  { name: 'the embedded broker', start: startEmbedded },
];
const soon = { timeout: 5_000, interval: 10 };
/** Long enough for what must not happen to have happened. */
const aWhile = 200;

/** A handler that keeps each message in hand until told what becomes of it. */
const createHands = () => {
  const taken: string[] = [];
  const hands: (() => void)[] = [];
  const handle = async ({ payload }: Packet): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    taken.push(payload.toString());
    hands.push(resolve);
    await promise;
  };
  return { taken, handle, finish: (at: number) => hands[at]?.() };
};

describe.each(brokers)('the window of a consumer on $name', ({ start }) => {
  let broker: TestBroker;
  let device: TestDevice;
  let tap: PubackTap;
  const consumers = createConsumers(() => ({ ...broker, url: tap.url }));

  beforeAll(async () => {
    broker = await start();
  }, 30_000);
  afterAll(() => broker.close());
  beforeEach(async () => {
    tap = await startPubackTap(broker.url);
    device = await connectDevice(broker);
  });
  afterEach(async () => {
    await consumers.close();
    await device.connection.close();
    await tap.close();
  });

  const send = (body: string) => device.connection.publish(deviceTopic(device.id, 'alarm'), body, 1);

  test('one that is slow holds up no other', async () => {
    const { taken, handle, finish } = createHands();
    await consumers.start(handle);
    await send('slow');
    await send('fire');
    await vi.waitFor(() => expect(taken).toEqual(['slow', 'fire']), soon);
    finish(0);
    finish(1);
  });

  test('acknowledgements keep the order of the messages, whichever is handled first', async () => {
    const { taken, handle, finish } = createHands();
    await consumers.start(handle);
    for (const body of ['0', '1', '2', '3']) await send(body);
    await vi.waitFor(() => expect(taken).toHaveLength(4), soon);
    finish(2);
    finish(1);
    await sleep(aWhile);
    expect(tap.acknowledged).toEqual([]);
    finish(0);
    await vi.waitFor(() => expect(tap.acknowledged).toEqual(tap.published.slice(0, 3)), soon);
    finish(3);
    await vi.waitFor(() => expect(tap.acknowledged).toEqual(tap.published), soon);
  });

  test('a full window holds back the next, and each that is handled makes room for one', async () => {
    const { taken, handle, finish } = createHands();
    await consumers.start(handle, { window: 2 });
    for (const body of ['0', '1', '2', '3']) await send(body);
    await sleep(aWhile);
    expect(taken).toEqual(['0', '1']);
    finish(1);
    await vi.waitFor(() => expect(taken).toEqual(['0', '1', '2']), soon);
    await sleep(aWhile);
    expect(taken).toHaveLength(3);
    for (const at of [0, 2]) finish(at);
    await vi.waitFor(() => expect(taken).toEqual(['0', '1', '2', '3']), soon);
    finish(3);
  });

  test('many more than the window come through, each once', async () => {
    let inHand = 0;
    let most = 0;
    const bodies: string[] = [];
    const handle = async ({ payload }: Packet): Promise<void> => {
      inHand += 1;
      most = Math.max(most, inHand);
      await sleep(Math.random() * 5);
      bodies.push(payload.toString());
      inHand -= 1;
    };
    await consumers.start(handle, { window: 8 });
    const sent = Array.from({ length: 500 }, (_, n) => `${n}`);
    await Promise.all(sent.map(send));
    await vi.waitFor(() => expect(tap.acknowledged).toHaveLength(500), soon);
    expect(tap.acknowledged).toEqual(tap.published);
    expect(bodies.toSorted()).toEqual(sent.toSorted());
    expect(most).toBe(8);
  });

  test('nothing is acknowledged on another connection than the one it came on', async () => {
    const { taken, handle, finish } = createHands();
    await consumers.start(handle);
    await send('in hand');
    await vi.waitFor(() => expect(taken).toHaveLength(1), soon);
    tap.cut();
    await vi.waitFor(() => expect(taken).toEqual(['in hand', 'in hand']), soon);
    finish(0);
    await sleep(aWhile);
    expect(tap.acknowledged).toEqual([]);
    finish(1);
    await vi.waitFor(() => expect(tap.acknowledged).toEqual(tap.published.slice(1)), soon);
  });

  test('a connection lost with a full window leaves room on the next', async () => {
    const { taken, handle, finish } = createHands();
    await consumers.start(handle, { window: 2 });
    for (const body of ['0', '1', '2']) await send(body);
    await vi.waitFor(() => expect(taken).toEqual(['0', '1']), soon);
    tap.cut();
    await vi.waitFor(() => expect(taken).toEqual(['0', '1', '0']), soon);
    for (const at of [0, 1, 2]) finish(at);
    await vi.waitFor(() => expect(taken).toEqual(['0', '1', '0', '1', '2']), soon);
    for (const at of [3, 4]) finish(at);
    await vi.waitFor(() => expect(tap.acknowledged).toEqual(tap.published.slice(-3)), soon);
  });

  test('what was not acknowledged when it ended comes again, the handled ones behind a slow one too', {
    timeout: 15_000,
  }, async () => {
    const clientIds = [serviceClientId('ended', 'secret')];
    const { taken, handle, finish } = createHands();
    const first = await consumers.start(handle, { clientIds, window: 3 });
    for (const body of ['handled', 'slow', 'behind', 'waiting']) await send(body);
    await vi.waitFor(() => expect(taken).toEqual(['handled', 'slow', 'behind']), soon);
    finish(0);
    finish(2);
    await vi.waitFor(() => expect(taken).toHaveLength(4), soon);
    await first.close();
    expect(tap.acknowledged).toHaveLength(1);
    const bodies: string[] = [];
    await consumers.start(async ({ payload }) => void bodies.push(payload.toString()), { clientIds });
    await vi.waitFor(() => expect(bodies).toEqual(['slow', 'behind', 'waiting']), soon);
  });

  test('close waits for those in hand, and takes no more', async () => {
    const bodies: string[] = [];
    let started = 0;
    const handle = async ({ payload }: Packet): Promise<void> => {
      started += 1;
      await sleep(aWhile);
      bodies.push(payload.toString());
    };
    const consumer = await consumers.start(handle, { window: 2 });
    for (const body of ['0', '1', '2']) await send(body);
    await vi.waitFor(() => expect(started).toBe(2), soon);
    await consumer.close();
    expect(bodies).toEqual(['0', '1']);
    expect(tap.acknowledged).toEqual(tap.published.slice(0, 2));
    await expect(consumer.ping()).rejects.toThrow();
  });

  test('QoS 0 has its place in the window, and no acknowledgement', async () => {
    const { taken, handle, finish } = createHands();
    await consumers.start(handle, { qos: 0, window: 1 });
    for (const body of ['0', '1']) await send(body);
    await sleep(aWhile);
    expect(taken).toEqual(['0']);
    finish(0);
    await vi.waitFor(() => expect(taken).toEqual(['0', '1']), soon);
    finish(1);
    await sleep(aWhile);
    expect(tap.acknowledged).toEqual([]);
  });
});
