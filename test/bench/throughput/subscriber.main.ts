import mqtt from 'mqtt';
import { readOptions, serveParent, tellParent } from '../peers/processes/parent.ts';

export type SubscriberOptions = { readonly mqttUrl: string };

/** As many shared connections as the event lane's ingest has, and nothing done with what comes. */
const CONNECTIONS = 8;
const TELL_EVERY = 50;

const { mqttUrl } = readOptions<SubscriberOptions>();
let received = 0;

const subscribe = async (): Promise<void> => {
  const client = await mqtt.connectAsync(mqttUrl, { protocolVersion: 4 });
  client.on('message', () => {
    received += 1;
  });
  await client.subscribeAsync('$share/bench/varde/v1/+/event', { qos: 1 });
};
await Promise.all(Array.from({ length: CONNECTIONS }, subscribe));

setInterval(() => tellParent(received), TELL_EVERY);
serveParent(() => undefined);
