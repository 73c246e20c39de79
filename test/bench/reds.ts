import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext } from './bench.ts';
import { closeAll } from './desk.ts';
import { untilDecided } from './lanes.ts';
import { startReceiver } from './receivers/receiver.ts';
import type { StreamArrival, StreamSetup } from './receivers/stream.main.ts';
import { type Load, type LoadOptions, readBook, runLoad } from './run-load.ts';
import type { BenchStack } from './stack.ts';

/** One red that counted: when it was meant to be sent, and how many milliseconds later the operator's client had it. */
export type Red = { readonly sentAt: number; readonly latency: number };

export type RedRun = {
  readonly load: Load;
  /** Those that opened an alarm and reached the stream, in the order of sending. */
  readonly reds: readonly Red[];
  /** Sent, and no alarm on the stream: none of the latencies tells of them, so no target is met with one. */
  readonly missing: number;
};

const isRed = (line: string): boolean => line.includes('"fire-alarm"');
/** From the last decision to the last event on the stream. */
const LAST_ONES = 2_000;

/** Matches what was sent with what arrived: in one run a device burns once, so its first alarm carries its red. */
const matchReds = async (load: Load, arrivals: readonly StreamArrival[]): Promise<RedRun> => {
  const first = new Map<string, number>();
  for (const { deviceId, kind, event, at } of arrivals) {
    if (event === 'alarm' && kind === 'fire-alarm' && deviceId !== null && !first.has(deviceId))
      first.set(deviceId, at);
  }
  const reds: Red[] = [];
  let missing = 0;
  for await (const { deviceId, sentAt } of readBook(load.book, isRed)) {
    if (sentAt < load.begin) continue;
    const at = first.get(deviceId);
    if (at === undefined) missing += 1;
    else reds.push({ sentAt, latency: at - sentAt });
  }
  return { load, reds: reds.toSorted((a, b) => a.sentAt - b.sentAt), missing };
};

/**
 * Reds beside a load, heard by an operator's client in a process of its own. No operator is available meanwhile:
 * nobody answers, every alarm stays open. Closed afterwards, through the api, so that the next run opens new ones.
 * `meanwhile` begins when the first red has arrived.
 */
export const measureReds = async (
  context: BenchContext,
  stack: BenchStack,
  options: Omit<LoadOptions, 'dir'>,
  meanwhile?: () => Promise<void>,
): Promise<RedRun> => {
  const operator = await stack.person('operator', 'kari');
  const setup: StreamSetup = { api: stack.state.api, tokens: [operator.token] };
  const listener = await startReceiver<StreamArrival>('stream', setup);
  try {
    const first = new Promise<void>((resolve) => listener.onTold(() => resolve()));
    const loading = runLoad(context, { ...options, dir: stack.dir });
    const [load] = await Promise.all([loading, meanwhile && Promise.race([first, loading]).then(meanwhile)]);
    await untilDecided(context, stack, 'alarm');
    await sleep(LAST_ONES, undefined, { signal: context.signal });
    const run = await matchReds(load, await listener.stop());
    await closeAll(operator);
    return run;
  } finally {
    listener.kill();
  }
};
