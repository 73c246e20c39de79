import { get } from 'node:http';
import type { Arrival } from './receiver.ts';
import { runReceiver, stamp } from './run-receiver.ts';

/**
 * `key` is the alarm's id. The first client's stream tells of alarms, every one's of offers to that one. Told at once:
 * the first alarm, and each offer.
 */
export type StreamArrival = Arrival & {
  readonly event: 'alarm' | 'offer';
  readonly client: number;
  readonly deviceId: string | null;
  readonly kind: string;
};

export type StreamSetup = { readonly api: string; readonly tokens: readonly string[] };

type AlarmData = { readonly id: string; readonly kind: string; readonly device?: { readonly id: string } };

const FIELD = '\ndata: ';

const readBlock = (block: string): { event: string; data: string } | null => {
  const event = /(?:^|\n)event: (\w+)/.exec(block)?.[1];
  const at = block.indexOf(FIELD);
  return event === undefined || at === -1 ? null : { event, data: block.slice(at + FIELD.length) };
};

runReceiver<StreamSetup, StreamArrival>(async ({ api, tokens }, { arrived, told }) => {
  const seen = { alarm: new Set<string>(), offer: new Set<string>() };

  const take = (event: 'alarm' | 'offer', alarm: AlarmData, client: number, at: number): void => {
    if (seen[event].has(alarm.id)) return;
    seen[event].add(alarm.id);
    const arrival = { key: alarm.id, at, event, client, deviceId: alarm.device?.id ?? null, kind: alarm.kind };
    const isFirst = event === 'alarm' && seen.alarm.size === 1;
    if (event === 'offer' || isFirst) told(arrival);
    else arrived(arrival);
  };

  const onBlock = (block: string, client: number, at: number): void => {
    const read = readBlock(block);
    if (read?.event === 'alarm' && client === 0) take('alarm', JSON.parse(read.data) as AlarmData, client, at);
    if (read?.event === 'offer') take('offer', (JSON.parse(read.data) as { alarm: AlarmData }).alarm, client, at);
  };

  const listen = (token: string, client: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
      const request = get(`${api}/api/stream`, { headers }, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`the stream answered ${response.statusCode}`));
        let rest = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          const at = stamp();
          const blocks = (rest + chunk).split('\n\n');
          rest = blocks.pop() ?? '';
          for (const block of blocks) onBlock(block, client, at);
          resolve();
        });
        // A listener that went deaf would make a service look better than it is.
        response.on('close', () => {
          throw new Error('the stream ended');
        });
      });
      request.on('error', reject);
    });

  await Promise.all(tokens.map(listen));
});
