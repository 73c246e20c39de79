import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inventAccounts } from './invented-devices.ts';
import { type RunningProcess, startChild } from './processes/start-process.ts';
import { startPublisher } from './publisher.ts';

export type PipelineOptions = {
  readonly mqttUrl: string;
  readonly redisUrl: string;
  readonly databaseUrl: string;
  /** Where each alarm is posted; none: it is stored only. */
  readonly sinkUrl?: string;
  /** Jobs in hand at once. */
  readonly inHand: number;
  /** Every so-many-th routine job takes a second; default none. */
  readonly slowEvery?: number;
};

/** The pipeline as its own process; `onCommitted` hears how many routine events it has stored since it started. */
export const startObviousPipeline = (
  options: PipelineOptions,
  log: string,
  onCommitted: (count: number) => void,
): Promise<RunningProcess> =>
  startChild<never>({
    file: path.join(import.meta.dirname, 'obvious-pipeline.main.ts'),
    options,
    log,
    onTell: (tell) => onCommitted(tell as number),
  });

export type MeasureOptions = {
  /** A broker that lets anybody in; the pipeline is measured against its own servers, which nobody else uses. */
  readonly mqttUrl: string;
  readonly redisUrl: string;
  readonly databaseUrl: string;
  readonly seconds: number;
  readonly signal: AbortSignal;
};

/** Enough to keep it busy, not so much that taking it in starves the work: what suits it best. */
const AHEAD = 5_000;
const WARM_UP = 3_000;

/** Committed events a second under a flood that always keeps it busy; leaves its tables, in the schema `obvious`. */
export const measureObviousPipeline = async (options: MeasureOptions): Promise<{ eventsPerSecond: number }> => {
  const { mqttUrl, seconds, signal } = options;
  let committed = 0;
  const pipeline = await startObviousPipeline({ ...options, inHand: 50 }, '/dev/null', (count) => {
    committed = count;
  });
  const accounts = inventAccounts(400);
  try {
    const publisher = await startPublisher({ mqttUrl, accounts, receipts: false }, '/dev/null', 5);
    const allowMore = () => publisher.ask({ do: 'allow', upTo: committed + AHEAD });
    // The last question of all may go unanswered.
    const flood = setInterval(() => void allowMore().catch(() => undefined), 50);
    try {
      await sleep(WARM_UP, undefined, { signal });
      const [before, begun] = [committed, performance.now()];
      await sleep(seconds * 1_000, undefined, { signal });
      return { eventsPerSecond: Math.round(((committed - before) * 1_000) / (performance.now() - begun)) };
    } finally {
      clearInterval(flood);
      await publisher.stop();
    }
  } finally {
    await pipeline.stop();
  }
};
