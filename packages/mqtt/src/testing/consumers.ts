import { randomUUID } from 'node:crypto';
import { channelFilter } from '@varde/contracts';
import { connectMqtt, type MqttConnection, type Packet } from '../connection.ts';
import { type Consumer, type ConsumerOptions, consume } from '../consume.ts';
import { serviceClientId } from '../service-client-id.ts';
import type { TestBroker } from './test-broker.ts';

export type TestDevice = { readonly id: string; readonly password: string; readonly connection: MqttConnection };

/** A device with an account of its own, connected. */
export const connectDevice = async (broker: TestBroker): Promise<TestDevice> => {
  const id = randomUUID();
  const password = randomUUID();
  await broker.accounts.put({ username: id, password, kind: 'device', devices: [id] });
  const connection = await connectMqtt({ url: broker.url, username: id, password, clientId: id });
  return { id, password, connection };
};

export type TestConsumers = {
  start(handle: (packet: Packet) => Promise<void>, options?: Partial<ConsumerOptions>): Promise<Consumer>;
  close(): Promise<void>;
};

/** Consumers of one test, each its own session unless told otherwise; closed after it. */
export const createConsumers = (broker: () => TestBroker): TestConsumers => {
  const closing: (() => Promise<void>)[] = [];
  return {
    start: async (handle, options = {}) => {
      const consumer = await consume({
        url: broker().url,
        ...broker().service,
        clientIds: [serviceClientId(randomUUID(), 'secret')],
        filters: [channelFilter('alarm')],
        qos: 1,
        handle,
        ...options,
      });
      closing.push(() => consumer.close());
      return consumer;
    },
    close: async () => {
      await Promise.all(closing.splice(0).map((close) => close()));
    },
  };
};
