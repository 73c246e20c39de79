import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { deviceTopic, receiptFilter } from '@varde/contracts';
import mqtt, { type MqttClient } from 'mqtt';
import { readOptions, serveParent, tellParent } from './processes/parent.ts';
import type { Progress, PublisherAsk, PublisherOptions, RedSent } from './publisher.ts';

/** Messages a connection has under way; the broker acknowledges faster than this ever fills on a healthy machine. */
const WINDOW = 100;
const TELL_EVERY = 50;

type Link = { readonly client: MqttClient; readonly devices: readonly string[]; underWay: number; sent: number };

const { mqttUrl, accounts, receipts } = readOptions<PublisherOptions>();
const progress: { -readonly [key in keyof Progress]: Progress[key] } = { published: 0, acknowledged: 0, stored: 0 };
const now = (): number => performance.timeOrigin + performance.now();
const wallClock = (): string => new Date().toISOString();

const openLink = async ({ username, password, devices }: PublisherOptions['accounts'][number]): Promise<Link> => {
  const client = await mqtt.connectAsync(mqttUrl, { username, password, protocolVersion: 4 });
  client.on('message', (_topic, payload) => {
    if (payload.includes('"stored"')) progress.stored += 1;
  });
  if (receipts) await client.subscribeAsync(devices.map(receiptFilter), { qos: 0 });
  return { client, devices, underWay: 0, sent: 0 };
};

const links = await Promise.all(accounts.map(openLink));

/** How many routine events may have been published by now. */
let allowance = 0;

const publishRoutine = (link: Link): void => {
  const device = link.devices[link.sent % link.devices.length] ?? '';
  // Each device's door opens, then closes, and so on.
  const kind = Math.floor(link.sent / link.devices.length) % 2 === 0 ? 'door-opened' : 'door-closed';
  link.sent += 1;
  link.underWay += 1;
  progress.published += 1;
  const message = JSON.stringify({ id: randomUUID(), kind, at: wallClock() });
  link.client.publish(deviceTopic(device, 'event'), message, { qos: 1 }, (error) => {
    link.underWay -= 1;
    if (error === undefined || error === null) progress.acknowledged += 1;
    pump(link);
  });
};

const pump = (link: Link): void => {
  while (link.underWay < WINDOW && progress.published < allowance) publishRoutine(link);
};

const allow = (upTo: number): void => {
  allowance = Math.max(allowance, upTo);
  // In turns, so that a small allowance does not all go to the first.
  for (let turn = 0; turn < WINDOW && progress.published < allowance; turn += 1) {
    for (const link of links) if (link.underWay < WINDOW && progress.published < allowance) publishRoutine(link);
  }
};

/** Open loop: the allowance grows with the clock, whatever has become of what was sent before. */
const pace = async (perSecond: number, seconds: number): Promise<void> => {
  const [begun, base] = [performance.now(), allowance];
  for (let after = 0; after < seconds; after = (performance.now() - begun) / 1_000) {
    allow(base + Math.floor(after * perSecond));
    await sleep(5);
  }
};

const publishRed = (deviceId: string, sentAt: number, index: number): Promise<RedSent> => {
  const id = randomUUID();
  const message = JSON.stringify({ id, kind: 'fire-alarm', at: wallClock() });
  const link = links.find(({ devices }) => devices.includes(deviceId)) ?? links[index % links.length];
  return new Promise((resolve) => {
    link?.client.publish(deviceTopic(deviceId, 'alarm'), message, { qos: 1 }, (error) => {
      resolve({ id, deviceId, sentAt, acknowledged: error === undefined || error === null });
    });
  });
};

/** One red of each device at the intended instants, epoch milliseconds; open loop. Latency counts from those. */
const publishReds = (devices: readonly string[], instants: readonly number[]): Promise<RedSent[]> =>
  Promise.all(
    devices.map(async (device, index) => {
      const at = instants[index] ?? now();
      await sleep(Math.max(0, at - now()));
      return publishRed(device, at, index);
    }),
  );

setInterval(() => tellParent(progress), TELL_EVERY);

serveParent((ask: PublisherAsk) => {
  switch (ask.do) {
    case 'allow':
      return allow(ask.upTo);
    case 'pace':
      return pace(ask.perSecond, ask.seconds);
    case 'reds':
      return publishReds(ask.devices, ask.instants);
  }
});
