import { readFileSync } from 'node:fs';
import { deviceTopic } from '@varde/contracts';
import { readOptions, serveParent } from '../peers/processes/parent.ts';
import { stamp } from '../receivers/run-receiver.ts';
import { openWideLinks, type WideLinks } from '../wide/wide-links.ts';

export type HeartbeatOptions = WideLinks & {
  /** A device id a line, in the order in which they send, again and again. */
  readonly devices: string;
  /** A second, of all devices together. */
  readonly rate: number;
};

/** The n-th heartbeat was due `n / rate` seconds after `begin` (epoch milliseconds). */
export type HeartbeatProgress = { readonly begin: number; readonly sent: number; readonly latest: number };

const TURN = 5;

const options = readOptions<HeartbeatOptions>();
const { rate } = options;
const ids = readFileSync(options.devices, 'utf8').trim().split('\n');
const links = await openWideLinks(options);

const begin = stamp();
let sent = 0;
/** Milliseconds that a heartbeat left after it was due, at most. */
let latest = 0;

const sendDue = (): void => {
  const now = stamp();
  const at = new Date(now).toISOString();
  latest = Math.max(latest, now - begin - (sent * 1_000) / rate);
  for (; begin + (sent * 1_000) / rate <= now; sent += 1) {
    const status = { at, battery: 60 + (sent % 40), rssi: -90 + (sent % 40) };
    const id = ids[sent % ids.length] ?? '';
    // QoS 0, as the simulated devices send theirs: a heartbeat is followed by the next.
    links[sent % links.length]?.publish(deviceTopic(id, 'status'), JSON.stringify(status), 0);
  }
};
setInterval(sendDue, TURN);

serveParent((): HeartbeatProgress => ({ begin, sent, latest }));
