import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext } from '../bench.ts';
import { untilDecided } from '../lanes.ts';
import { startChild } from '../peers/processes/start-process.ts';
import { median } from '../percentiles.ts';
import type { BenchStack } from '../stack.ts';
import { readCpuTime } from '../wide/cpu-time.ts';
import { makeWideAccount } from '../wide/wide-account.ts';
import type { EventOptions, EventReport } from './events.main.ts';

export const RATE = 1_000;
const CONNECTIONS = 16;

export type Cost = {
  /** Microseconds of processor time an event, by process; the stack's own, without the generator. */
  readonly cpu: Readonly<Record<string, number>>;
  /** Milliseconds from publish to receipt, the median. */
  readonly latency: number;
  /** Events without a receipt when the measuring ended, beyond those just sent. */
  readonly behind: number;
};

export const totalOf = ({ cpu }: Cost): number => Object.values(cpu).reduce((sum, each) => sum + each, 0);

/** Events from every device of the registry in turn, and what each costs. */
export const measureCost = async (context: BenchContext, stack: BenchStack, devices: string): Promise<Cost> => {
  const [duration, warmup] = context.quick ? [3_000, 2_000] : [30_000, 5_000];
  const { signal } = context;
  const account = await makeWideAccount(stack);
  const options: EventOptions = { mqttUrl: stack.state.mqtt, account, connections: CONNECTIONS, devices, rate: RATE };
  const publisher = await startChild<null>({
    file: path.join(import.meta.dirname, 'events.main.ts'),
    options,
    log: path.join(context.folder, 'events.log'),
  });
  try {
    await sleep(warmup, undefined, { signal });
    await publisher.ask<EventReport>(null);
    const before = readCpuTime(stack.state);
    await sleep(duration, undefined, { signal });
    const after = readCpuTime(stack.state);
    const { sent, latencies } = await publisher.ask<EventReport>(null);
    const cpu = Object.entries(after).map(
      ([name, used]) => [name, ((used - (before[name] ?? 0)) * 1_000) / sent] as const,
    );
    return { cpu: Object.fromEntries(cpu), latency: median(latencies), behind: Math.max(0, sent - latencies.length) };
  } finally {
    await publisher.stop();
    await untilDecided(context, stack);
  }
};
