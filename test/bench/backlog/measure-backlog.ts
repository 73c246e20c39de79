import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext } from '../bench.ts';
import { countUndecided, laneCounters, untilDecided } from '../lanes.ts';
import { stamp } from '../receivers/run-receiver.ts';
import { measureReds, type Red } from '../reds.ts';
import { runLoad } from '../run-load.ts';
import type { BenchStack } from '../stack.ts';
import { countJobs, eventTriageOf } from './event-triage.ts';

export const REDS = 50;
const DEVICES = 1_000;

const DRAIN_LIMIT = 120_000;

/** Seconds, and how many events shall wait. */
export type Sizes = {
  readonly warmup: number;
  readonly point: number;
  readonly events: number;
  /** Events a second by which they are brought in; not part of what is measured. */
  readonly building: number;
  /** For the drain, within the same load as the reds beside the paused backlog. */
  readonly drain: number;
};

export type BacklogRun = {
  /** Milliseconds of each red. */
  readonly idle: readonly number[];
  readonly paused: readonly number[];
  readonly draining: readonly number[];
  readonly missing: number;
  readonly events: number;
  readonly jobs: number;
  readonly drainSeconds: number;
};

const latencies = (reds: readonly Red[], from: number, to: number): number[] =>
  reds.filter(({ sentAt }) => sentAt >= from && sentAt < to).map(({ latency }) => latency);

/** Idle, then with the backlog waiting, then while it drains: one after the other on the same stack. */
export const measureBacklog = async (
  context: BenchContext,
  stack: BenchStack,
  { warmup, point, events: wanted, building, drain }: Sizes,
  seed: number,
): Promise<BacklogRun> => {
  const { log, signal } = context;
  const reds = { rate: 0, reds: REDS, warmup, devices: DEVICES };
  log('reds while nothing else goes on');
  const idle = await measureReds(context, stack, { ...reds, duration: point, seed });

  const counters = await laneCounters(stack);
  const triage = eventTriageOf(stack);
  // A stopped supervisor could not stop anything else.
  signal.addEventListener('abort', triage.resume, { once: true });
  try {
    await triage.pause();
    log(`${wanted} events, none of them decided`);
    // A little more than wanted: arrivals are by chance.
    const duration = (1.02 * wanted) / building;
    const options = { dir: stack.dir, rate: building, reds: 0, duration, warmup: 0, devices: DEVICES, seed };
    const built = await runLoad(context, options);
    if (!built.allStored) throw new Error('the backlog was not stored');
    const [events, jobs] = [await countUndecided(stack), await countJobs(stack)];

    log(`reds beside ${events} events that wait (${jobs} jobs), then while they are decided`);
    let [resumedAt, drainedAt] = [0, 0];
    const resumeAndWait = async (): Promise<void> => {
      await sleep((warmup + point) * 1_000, undefined, { signal });
      resumedAt = stamp();
      triage.resume();
      while ((await counters.decided()) < (await counters.stored())) {
        await sleep(100, undefined, { signal });
        if (stamp() - resumedAt > DRAIN_LIMIT) throw new Error('the backlog was not decided in time');
      }
      drainedAt = stamp();
    };
    const both = { ...reds, duration: point + drain, seed: seed + 100 };
    const loaded = await measureReds(context, stack, both, resumeAndWait);
    await untilDecided(context, stack);
    return {
      idle: idle.reds.map(({ latency }) => latency),
      paused: latencies(loaded.reds, loaded.load.begin, resumedAt),
      draining: latencies(loaded.reds, resumedAt, drainedAt),
      missing: idle.missing + loaded.missing,
      events,
      jobs,
      drainSeconds: (drainedAt - resumedAt) / 1_000,
    };
  } finally {
    signal.removeEventListener('abort', triage.resume);
    triage.resume();
  }
};
