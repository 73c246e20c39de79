import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { QUEUE_NAMES } from '@varde/contracts';
import { Queue } from 'bullmq';
import { query } from '../../harness/record.ts';
import type { BenchStack } from '../stack.ts';

const NAME = 'triage-event';
const TRIES = 50;

/** The event lane's triage, which can be made to stand still. */
export type EventTriage = {
  /** Stops it between two batches: with nothing in hand, and no lock held. */
  pause(): Promise<void>;
  /** Lets it go on; harmless when it is not paused, or gone. */
  resume(): void;
};

/**
 * It is stopped as a process (SIGSTOP). Pausing the queue alone would not do: the sweep from PostgreSQL would go on
 * deciding, as it is there to. Its supervisor is stopped with it, lest anything be started in its place.
 */
export const eventTriageOf = ({ state, databaseUrl }: BenchStack): EventTriage => {
  const triage = state.pids[NAME];
  // Signals to process 0 would go to everybody here.
  if (triage === undefined) throw new Error(`the stack tells of no ${NAME}`);
  const signal = (name: NodeJS.Signals): void => {
    process.kill(state.supervisor, name);
    process.kill(triage, name);
  };
  const isIdle = async (): Promise<boolean> => {
    const busy = await query(
      databaseUrl,
      `select from pg_stat_activity where application_name = $1 and state <> 'idle'`,
      [NAME],
    );
    return busy.length === 0;
  };
  return {
    pause: async () => {
      for (let tries = 0; tries < TRIES; tries += 1) {
        signal('SIGSTOP');
        if (await isIdle()) return;
        signal('SIGCONT');
        await sleep(50);
      }
      throw new Error(`${NAME} was never idle`);
    },
    resume: () => {
      try {
        signal('SIGCONT');
      } catch {
        // Stopped altogether in the meantime.
      }
    },
  };
};

/** Jobs that wait in the event lane's queue. */
export const countJobs = async ({ redisUrl }: BenchStack): Promise<number> => {
  const queue = new Queue(QUEUE_NAMES.event, { connection: { url: redisUrl } });
  try {
    const counts = await queue.getJobCounts('waiting', 'prioritized');
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  } finally {
    await queue.close();
  }
};
