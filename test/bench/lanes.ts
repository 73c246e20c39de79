import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lane } from '@varde/domain';
import { query } from '../harness/record.ts';
import type { BenchContext } from './bench.ts';
import type { BenchStack } from './stack.ts';

/** Events of a lane that are stored and not decided. */
export const countUndecided = async ({ databaseUrl }: BenchStack, lane: Lane = 'event'): Promise<number> => {
  const question = 'select count(*) from event where outcome is null and lane = $1';
  const rows = await query<{ count: string }>(databaseUrl, question, [lane]);
  return Number(rows[0]?.count);
};

/** Seconds: a rate that was too much is caught up with for a while. */
const DECISION_LIMIT = 600;

/** Waits until every stored event of the lane is decided, so that what comes next begins idle. */
export const untilDecided = async (
  { signal }: BenchContext,
  stack: BenchStack,
  lane: Lane = 'event',
): Promise<void> => {
  const end = performance.now() + DECISION_LIMIT * 1_000;
  while ((await countUndecided(stack, lane)) > 0) {
    if (performance.now() > end) throw new Error(`the ${lane} lane did not decide within ${DECISION_LIMIT} s`);
    await sleep(200, undefined, { signal });
  }
};

/** What the event lane's processes have counted since they started; asking them is no load, counting rows would be. */
export type LaneCounters = {
  /** Messages that came, whatever became of them. */
  received(): Promise<number>;
  stored(): Promise<number>;
  decided(): Promise<number>;
};

const ANSWER_LIMIT = 5_000;

/** Over all series of the counter that have these labels. */
const sumOf = (metrics: string, name: string, labels: readonly string[]): number =>
  metrics
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);

export const laneCounters = async ({ dir }: BenchStack): Promise<LaneCounters> => {
  const file = await readFile(path.join(dir, 'stack.json'), 'utf8');
  const { health } = JSON.parse(file) as { health: Record<string, string> };
  const ask = async (process: string, counter: string, ...labels: string[]): Promise<number> => {
    const answer = await fetch(`${health[process]}/metrics`, { signal: AbortSignal.timeout(ANSWER_LIMIT) });
    return sumOf(await answer.text(), counter, ['lane="event"', ...labels]);
  };
  return {
    received: () => ask('ingest-event', 'varde_ingest_messages_total'),
    stored: () => ask('ingest-event', 'varde_ingest_messages_total', 'outcome="stored"'),
    decided: () => ask('triage-event', 'varde_triage_events_total'),
  };
};

const STILL = 1_000;

/**
 * Waits until nothing more arrives and all is decided: a rate that was too much goes on coming for a while, and what its
 * devices said again for want of a receipt, too.
 */
export const untilQuiet = async (context: BenchContext, stack: BenchStack): Promise<void> => {
  const { received } = await laneCounters(stack);
  let [before, now] = [Number.NaN, await received()];
  for (const end = performance.now() + DECISION_LIMIT * 1_000; before !== now; ) {
    if (performance.now() > end) throw new Error(`events went on coming for ${DECISION_LIMIT} s`);
    await sleep(STILL, undefined, { signal: context.signal });
    [before, now] = [now, await received()];
  }
  await untilDecided(context, stack);
};

/** Counted since the sampling began, at epoch milliseconds. */
export type LaneSample = { readonly at: number; readonly stored: number; readonly decided: number };

export type LaneSampler = {
  readonly samples: readonly LaneSample[];
  stop(): Promise<void>;
};

const PAUSE = 500;

/** Reads the counters twice a second; a process too busy to answer leaves a gap. */
export const sampleEventLane = async (stack: BenchStack): Promise<LaneSampler> => {
  const counters = await laneCounters(stack);
  const read = () => Promise.all([counters.stored(), counters.decided()]);
  const [storedBefore, decidedBefore] = await read();
  const samples: LaneSample[] = [];
  const stopping = new AbortController();
  const sample = async (): Promise<void> => {
    const [stored, decided] = await read();
    samples.push({ at: Date.now(), stored: stored - storedBefore, decided: decided - decidedBefore });
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await sample().catch(() => undefined);
      await sleep(PAUSE, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    samples,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};

/** Stored and not decided at that instant, as near as the samples tell. */
export const backlogAt = (samples: readonly LaneSample[], instant: number): number => {
  const after = samples.find(({ at }) => at >= instant) ?? samples.at(-1);
  return after === undefined ? Number.NaN : Math.max(0, after.stored - after.decided);
};
