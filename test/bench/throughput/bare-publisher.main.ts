import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { deviceTopic } from '@varde/contracts';
import { readOptions, serveParent } from '../peers/processes/parent.ts';
import { openLink } from './bare-link.ts';

/** Each connection speaks for its devices. */
export type BarePublisherOptions = { readonly mqttUrl: string; readonly connections: readonly (readonly string[])[] };

/** A turn's worth, before the sockets get theirs. */
const AT_ONCE = 200;

const { mqttUrl, connections } = readOptions<BarePublisherOptions>();
const links = await Promise.all(
  connections.map(async (devices) => ({
    devices,
    link: await openLink({ url: mqttUrl, filters: ['none'], receive: () => undefined }),
  })),
);

let published = 0;
let allowed = 0;

const publishNext = (): void => {
  const next = links[published % links.length];
  const device = next?.devices[Math.floor(published / links.length) % next.devices.length] ?? '';
  published += 1;
  const now = Date.now();
  const message = { id: randomUUID(), at: new Date(now).toISOString(), seq: now, kind: 'door-opened' };
  next?.link.publish(deviceTopic(device, 'event'), JSON.stringify(message), 1);
};

let publishing = false;
const publish = async (): Promise<void> => {
  if (publishing) return;
  publishing = true;
  while (published < allowed) {
    for (let left = AT_ONCE; left > 0 && published < allowed; left -= 1) publishNext();
    await nextTurn();
  }
  publishing = false;
};

serveParent((upTo: number) => {
  allowed = upTo;
  void publish();
});
