import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext } from '../bench.ts';
import { inConnections } from '../peers/invented-devices.ts';
import { type RunningProcess, startChild } from '../peers/processes/start-process.ts';
import { startMosquitto } from '../peers/servers/mosquitto.ts';
import type { BarePublisherOptions } from './bare-publisher.main.ts';
import type { BareSubscriberOptions } from './bare-subscriber.main.ts';

/** Published and not received yet at most: enough to keep all busy, too little to be a backlog. */
const AHEAD = 5_000;
const WARM_UP = 3_000;

/**
 * Messages a second through a Mosquitto that asks nobody for a password or a right: the load generator's own
 * connections publish, one message each time at QoS 1, and the same kind of connection, as many as ingest has, does
 * nothing with them.
 */
export const measureBareBroker = async (context: BenchContext, devices: readonly string[]): Promise<number> => {
  const { folder, quick, signal } = context;
  const running: RunningProcess[] = [];
  const file = (name: string): string => path.join(import.meta.dirname, name);
  const log = path.join(folder, 'bare-broker.log');
  let received = 0;
  try {
    const broker = await startMosquitto(folder);
    running.unshift(broker);
    const subscriber = await startChild<never>({
      file: file('bare-subscriber.main.ts'),
      options: { mqttUrl: broker.url } satisfies BareSubscriberOptions,
      log,
      onTell: (tell) => {
        received = tell as number;
      },
    });
    running.unshift(subscriber);
    const publisher = await startChild<number>({
      file: file('bare-publisher.main.ts'),
      options: { mqttUrl: broker.url, connections: inConnections(devices) } satisfies BarePublisherOptions,
      log,
    });
    running.unshift(publisher);

    let measuring = true;
    const flood = async (): Promise<void> => {
      while (measuring) {
        await publisher.ask(received + AHEAD);
        await sleep(10);
      }
    };
    const measure = async (): Promise<number> => {
      await sleep(WARM_UP, undefined, { signal });
      const [before, begun] = [received, performance.now()];
      await sleep(quick ? 3_000 : 30_000, undefined, { signal });
      return Math.round(((received - before) * 1_000) / (performance.now() - begun));
    };
    const [rate] = await Promise.all([
      measure().finally(() => {
        measuring = false;
      }),
      flood(),
    ]);
    return rate;
  } finally {
    for (const each of running) await each.stop();
  }
};
