import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { deviceTopic } from '@varde/contracts';
import mqtt from 'mqtt';
import { registerDevice } from '../../harness/device.ts';
import type { BenchContext } from '../bench.ts';
import { startReceiver } from '../receivers/receiver.ts';
import type { BenchStack } from '../stack.ts';
import { measureHop } from './hop.ts';
import type { Pace } from './paced.ts';

/** A device publishes at QoS 1, a service's account hears it: on a topic that nobody else listens to. */
export const measureMqttHop = async ({ signal }: BenchContext, stack: BenchStack, pace: Pace): Promise<number[]> => {
  const { device, credential } = await registerDevice(await stack.person('technician'), 'social-alarm');
  const secrets = JSON.parse(await readFile(path.join(stack.dir, 'secrets.json'), 'utf8')) as { mqttService: string };
  const topic = deviceTopic(device.id, 'command-result');
  const [url, service] = [stack.state.mqtt, { username: 'varde-service', password: secrets.mqttService }];
  const receiver = await startReceiver('broker', { url, ...service, topic });
  const publisher = await mqtt.connectAsync(url, { ...credential, protocolVersion: 4, connectTimeout: 5_000 });
  try {
    return await measureHop(pace, signal, receiver, (key) => publisher.publish(topic, key, { qos: 1 }));
  } finally {
    await publisher.endAsync(true);
  }
};
