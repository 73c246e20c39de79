import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { deviceTopic, receiptFilter } from '@varde/contracts';
import mqtt, { type MqttClient } from 'mqtt';
import { readOptions, serveParent, tellParent } from './processes/parent.ts';
import type { Progress, PublisherAccount, PublisherAsk, PublisherOptions, RedSent } from './publisher.ts';

/** Messages a connection has under way. */
const WINDOW = 100;
const TELL_EVERY = 50;

type Link = { readonly client: MqttClient; readonly devices: readonly string[]; underWay: number; sent: number };

const { mqttUrl, accounts, receipts } = readOptions<PublisherOptions>();
const progress: { -readonly [key in keyof Progress]: Progress[key] } = { published: 0, acknowledged: 0, stored: 0 };
const now = (): number => performance.timeOrigin + performance.now();

const openLink = async ({ username, password, devices }: PublisherAccount): Promise<Link> => {
  const credential = username === undefined || password === undefined ? {} : { username, password };
  const client = await mqtt.connectAsync(mqttUrl, { ...credential, protocolVersion: 4 });
  client.on('message', (_topic, payload) => {
    if (payload.includes('"stored"')) progress.stored += 1;
  });
  if (receipts) await client.subscribeAsync(devices.map(receiptFilter), { qos: 0 });
  return { client, devices, underWay: 0, sent: 0 };
};

const links = await Promise.all(accounts.map(openLink));
const linkOf = new Map(links.flatMap((link) => link.devices.map((device) => [device, link])));

const publish = (link: Link, deviceId: string, lane: 'alarm' | 'event', kind: string): Promise<string> => {
  const id = randomUUID();
  const message = JSON.stringify({ id, kind, at: new Date().toISOString() });
  return link.client.publishAsync(deviceTopic(deviceId, lane), message, { qos: 1 }).then(() => id);
};

/** How many routine events may have been published by now. */
let allowance = 0;

const mayPublish = (link: Link): boolean => link.underWay < WINDOW && progress.published < allowance;

const publishRoutine = (link: Link): void => {
  const [turn, rounds] = [link.sent % link.devices.length, Math.floor(link.sent / link.devices.length)];
  link.sent += 1;
  link.underWay += 1;
  progress.published += 1;
  // Each device's door opens, then closes, and so on.
  void publish(link, link.devices[turn] ?? '', 'event', rounds % 2 === 0 ? 'door-opened' : 'door-closed')
    .then(() => {
      progress.acknowledged += 1;
    })
    .finally(() => {
      link.underWay -= 1;
      if (mayPublish(link)) publishRoutine(link);
    });
};

const allow = (upTo: number): void => {
  allowance = Math.max(allowance, upTo);
  // In turns, so that a small allowance does not all go to the first.
  for (let turn = 0; turn < WINDOW && progress.published < allowance; turn += 1) {
    for (const link of links) if (mayPublish(link)) publishRoutine(link);
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

const publishRed = async (deviceId: string, sentAt: number): Promise<RedSent> => {
  await sleep(Math.max(0, sentAt - now()));
  const link = linkOf.get(deviceId);
  if (link === undefined) throw new Error('a red of a device that is not connected');
  return { id: await publish(link, deviceId, 'alarm', 'fire-alarm'), deviceId, sentAt };
};

setInterval(() => tellParent(progress), TELL_EVERY);

serveParent((ask: PublisherAsk) => {
  switch (ask.do) {
    case 'allow':
      return allow(ask.upTo);
    case 'pace':
      return pace(ask.perSecond, ask.seconds);
    case 'reds':
      return Promise.all(ask.reds.map(({ deviceId, at }) => publishRed(deviceId, at)));
  }
});
