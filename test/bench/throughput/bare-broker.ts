import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext } from '../bench.ts';
import { inventAccounts } from '../peers/invented-devices.ts';
import { startChild } from '../peers/processes/start-process.ts';
import { startPublisher } from '../peers/publisher.ts';
import { startMosquitto } from '../peers/servers/mosquitto.ts';

/** As many as the load of this bench has. */
const DEVICES = 2_000;
/** Published and not received yet at most: enough to keep all busy, too little to be a backlog. */
const AHEAD = 5_000;
const WARM_UP = 3_000;

/** Messages a second from publisher to subscriber through a Mosquitto that asks nobody for a password or a right. */
export const measureBareBroker = async ({ folder, quick, signal }: BenchContext): Promise<number> => {
  const log = '/dev/null';
  const broker = await startMosquitto(folder);
  let received = 0;
  const subscriber = await startChild<never>({
    file: path.join(import.meta.dirname, 'subscriber.main.ts'),
    options: { mqttUrl: broker.url },
    log,
    onTell: (tell) => {
      received = tell as number;
    },
  });
  const accounts = inventAccounts(DEVICES);
  const publisher = await startPublisher({ mqttUrl: broker.url, accounts, receipts: false }, log);
  const allowMore = (): Promise<unknown> => publisher.ask({ do: 'allow', upTo: received + AHEAD });
  // The last question of all may go unanswered.
  const flood = setInterval(() => void allowMore().catch(() => undefined), 20);
  try {
    await sleep(WARM_UP, undefined, { signal });
    const [before, begun] = [received, performance.now()];
    await sleep(quick ? 3_000 : 30_000, undefined, { signal });
    return Math.round(((received - before) * 1_000) / (performance.now() - begun));
  } finally {
    clearInterval(flood);
    await publisher.stop();
    await subscriber.stop();
    await broker.stop();
  }
};
