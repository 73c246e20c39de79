import mqtt from 'mqtt';
import { runReceiver, stamp } from './run-receiver.ts';

export type BrokerSetup = {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly topic: string;
};

/** One subscription at QoS 1; what is published is the key. */
runReceiver<BrokerSetup>(async ({ url, username, password, topic }, { arrived }) => {
  const client = await mqtt.connectAsync(url, { username, password, protocolVersion: 4, connectTimeout: 5_000 });
  client.on('message', (_topic, payload) => arrived({ at: stamp(), key: payload.toString() }));
  await client.subscribeAsync(topic, { qos: 1 });
});
