import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'bullmq';
import { within } from './within.ts';

/** How often to look, and how many times in a row jobs wait and none is taken before the worker is given up. */
export type SilencePace = { readonly pause: number; readonly looks: number };

/** Longer than the five seconds after which a worker that has missed a ring looks by itself. */
export const SILENCE_PACE: SilencePace = { pause: 2_000, looks: 4 };

const ANSWER_LIMIT = 1_000;

/**
 * Whether there is something to take, or nobody who would. False, too, when the server does not say: without it there
 * is nothing.
 */
const jobsWait = async (worker: Worker): Promise<boolean> => {
  if (!worker.isRunning()) return true;
  const backend = worker.getBackend();
  const asked = Promise.all([backend.getCounts(['wait', 'prioritized']), backend.hasQueueMetaField('paused')]).then(
    ([counts, paused]) => !paused && counts.some((count) => count > 0),
    () => false,
  );
  return within(ANSWER_LIMIT, asked, false);
};

export type SilenceWatch = {
  readonly worker: () => Worker | undefined;
  /** Jobs taken so far. */
  readonly taken: () => number;
  /** All hands are full: it takes none because it may not. */
  readonly isBusy: () => boolean;
  readonly renew: () => Promise<void>;
  readonly signal: AbortSignal;
};

/**
 * Notices a worker that stands still with jobs before it, which BullMQ's own have been known to do, and has it made
 * anew. Looks are counted, not seconds, so that a process that was frozen meanwhile does not accuse its worker.
 */
export const watchForSilence = async (watch: SilenceWatch, { pause, looks }: SilencePace): Promise<void> => {
  let inVain = 0;
  let before = watch.taken();
  while (!watch.signal.aborted) {
    await sleep(pause, undefined, { signal: watch.signal }).catch(() => {});
    const worker = watch.worker();
    const rests = worker !== undefined && !watch.isBusy() && watch.taken() === before;
    const stands = rests && (await jobsWait(worker)) && watch.taken() === before;
    before = watch.taken();
    inVain = stands ? inVain + 1 : 0;
    if (inVain < looks || watch.signal.aborted) continue;
    inVain = 0;
    await watch.renew();
  }
};
