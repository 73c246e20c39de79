import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../../harness/api.ts';
import { stamp } from '../receivers/run-receiver.ts';
import type { HeartbeatProgress } from './heartbeats.main.ts';

/** One device, asked for from before its heartbeat was due until the api told it. */
export type Contact = {
  /** Milliseconds from the heartbeat until the api told it; NaN: not within the limit. */
  readonly toldAfter: number;
  /** What the api told as the last contact, less when the heartbeat was due. */
  readonly offBy: number;
};

/** Milliseconds between two devices, and between two questions about one: the questions are not to be the load. */
const PICK_EVERY = 500;
const ASK_EVERY = 200;
const LIMIT = 10_000;
/** A device heard so much before its heartbeat was due was heard another time. */
const SAME = 1_000;

const watchOne = async (api: ApiClient, id: string, due: number): Promise<Contact> => {
  await sleep(Math.max(0, due - stamp()));
  while (stamp() - due < LIMIT) {
    const { body } = await api.get<{ lastContact?: string }>(`/api/devices/${id}`);
    const told = body.lastContact === undefined ? 0 : Date.parse(body.lastContact);
    if (told > due - SAME) return { toldAfter: stamp() - due, offBy: told - due };
    await sleep(ASK_EVERY);
  }
  return { toldAfter: Number.NaN, offBy: Number.NaN };
};

export type Sender = { readonly ids: readonly string[]; readonly rate: number; progress(): Promise<HeartbeatProgress> };

/**
 * Two devices a second are picked just before they send, and `GET /api/devices/{id}` is asked about each until it tells
 * what they sent. Stops when told so.
 */
export const watchContacts = (api: ApiClient, sender: Sender, signal: AbortSignal) => {
  const stopping = new AbortController();
  const watched: Promise<Contact>[] = [];
  const run = async (): Promise<void> => {
    const { begin } = await sender.progress();
    while (!stopping.signal.aborted && !signal.aborted) {
      const ahead = stamp() + 200;
      const next = Math.ceil(((ahead - begin) * sender.rate) / 1_000);
      const due = begin + (next * 1_000) / sender.rate;
      const watching = watchOne(api, sender.ids[next % sender.ids.length] ?? '', due);
      // Told at `stop`, to whoever waits for it.
      watching.catch(() => undefined);
      watched.push(watching);
      await sleep(PICK_EVERY, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = run();
  running.catch(() => undefined);
  return {
    stop: async (): Promise<Contact[]> => {
      stopping.abort();
      await running;
      return Promise.all(watched);
    },
  };
};
