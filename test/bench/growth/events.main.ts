import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deviceTopic, receiptFilter } from '@varde/contracts';
import { readOptions, serveParent } from '../peers/processes/parent.ts';
import { stamp } from '../receivers/run-receiver.ts';
import { openWideLinks, type WideLinks } from '../wide/wide-links.ts';

export type EventOptions = WideLinks & {
  /** A device id a line, in the order in which they send, again and again. */
  readonly devices: string;
  /** A second, of all devices together. */
  readonly rate: number;
};

/** What became of the events since the question before. */
export type EventReport = {
  readonly sent: number;
  /** Publish, when it was due, → receipt; milliseconds. */
  readonly latencies: readonly number[];
};

const TURN = 2;

const options = readOptions<EventOptions>();
const { rate } = options;
const ids = readFileSync(options.devices, 'utf8').trim().split('\n');
const due = new Map<string, number>();
let latencies: number[] = [];
const receive = (_topic: string, payload: Buffer): void => {
  const { id } = JSON.parse(payload.toString()) as { id: string };
  const at = due.get(id);
  if (at !== undefined) latencies.push(stamp() - at);
  due.delete(id);
};
const links = await openWideLinks(options, [receiptFilter('+')], receive);

const begin = stamp();
let sent = 0;
let told = 0;

const sendDue = (): void => {
  const now = stamp();
  for (let at = begin + (sent * 1_000) / rate; at <= now; at = begin + (sent * 1_000) / rate) {
    const device = ids[sent % ids.length] ?? '';
    const id = randomUUID();
    const round = Math.floor(sent / ids.length);
    const kind = (sent + round) % 2 === 0 ? 'door-opened' : 'door-closed';
    due.set(id, at);
    const message = { id, kind, at: new Date(now).toISOString() };
    links[sent % links.length]?.publish(deviceTopic(device, 'event'), JSON.stringify(message), 1);
    sent += 1;
  }
};
setInterval(sendDue, TURN);

serveParent((): EventReport => {
  const report = { sent: sent - told, latencies };
  told = sent;
  latencies = [];
  return report;
});
