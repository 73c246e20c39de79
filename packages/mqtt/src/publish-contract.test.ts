import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { deviceTopic } from '@varde/contracts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectMqtt, type MqttConnection, type Packet } from './connection.ts';
import { startEmbedded } from './testing/embedded.ts';
import { startMosquitto } from './testing/mosquitto.ts';
import { type MutingRelay, startMutingRelay } from './testing/muting-relay.ts';
import type { TestBroker } from './testing/test-broker.ts';

const brokers = [
  { name: 'mosquitto', start: () => startMosquitto() },
  { name: 'the embedded broker', start: startEmbedded },
];
const soon = { timeout: 5_000, interval: 10 };

describe.each(brokers)('a publish on $name', ({ start }) => {
  let broker: TestBroker;
  let relay: MutingRelay;
  let sender: MqttConnection;
  let receiver: MqttConnection;
  const device = randomUUID();

  beforeAll(async () => {
    broker = await start();
    relay = await startMutingRelay(broker.url);
    const connect = (url: string) =>
      connectMqtt({ url, ...broker.service, clientId: `test-${randomUUID()}`, connectLimit: 3_000 });
    sender = await connect(relay.url);
    receiver = await connect(broker.url);
  }, 30_000);
  afterAll(async () => {
    await Promise.all([sender.close(), receiver.close()]);
    await relay.close();
    await broker.close();
  });

  test('that failed is not sent again when the broker is back: a door would open too late', async () => {
    const topic = deviceTopic(device, 'command');
    const packets: Packet[] = [];
    await receiver.subscribe([topic], 1, (packet) => packets.push(packet));
    relay.mute(true);
    await expect(sender.publish(topic, 'unlock', 1, 300)).rejects.toMatchObject({ code: 'mqtt-timeout' });
    relay.mute(false);
    relay.breakAll();
    await vi.waitFor(() => expect(sender.connected).toBe(false), soon);
    await vi.waitFor(() => expect(sender.connected).toBe(true), soon);
    await sender.publish(topic, 'anything', 1);
    await sleep(200);
    expect(packets.map(({ payload }) => payload.toString())).toEqual(['unlock', 'anything']);
  });
});
