import { setTimeout as sleep } from 'node:timers/promises';
import type { Arrival } from './peer.ts';
import { readOptions, serveParent } from './processes/parent.ts';
import type { ListenerOptions } from './varde.ts';

/** An operator's client, which comes back with its cursor when the api is gone, as the console does. */
const { api, token } = readOptions<ListenerOptions>();

/** By device, since each sends one red; an alarm's later changes are no second arrival, a second alarm is. */
const arrivals: Arrival[] = [];
const seen = new Set<string>();
let cursor: string | undefined;
const AGAIN_AFTER = 100;

const take = (block: string, at: number): void => {
  cursor = /^id: (.+)$/m.exec(block)?.[1] ?? cursor;
  if (!/^event: alarm$/m.test(block)) return;
  const alarm = JSON.parse(/^data: (.+)$/m.exec(block)?.[1] ?? '') as { id: string; device?: { id: string } };
  if (seen.has(alarm.id) || alarm.device === undefined) return;
  seen.add(alarm.id);
  arrivals.push({ key: alarm.device.id, at });
};

const listen = async (onOpen: () => void): Promise<void> => {
  const response = await fetch(`${api}/api/stream`, {
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      ...(cursor === undefined ? {} : { 'last-event-id': cursor }),
    },
  });
  if (!response.ok || response.body === null) throw new Error(`the stream answered ${response.status}`);
  let rest = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const at = performance.timeOrigin + performance.now();
    onOpen();
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) take(block, at);
  }
};

const keepListening = async (onOpen: () => void): Promise<never> => {
  for (;;) {
    await listen(onOpen).catch(() => undefined);
    await sleep(AGAIN_AFTER);
  }
};

await new Promise<void>((open) => void keepListening(open));
serveParent(() => arrivals);
