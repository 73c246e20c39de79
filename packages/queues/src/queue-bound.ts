import type { Queue } from 'bullmq';

/** Jobs that wait at most: some hundred megabytes. Beyond it a doorbell says nothing that the sweep does not know. */
export const WAITING_AT_MOST = 100_000;

const SAMPLE_EVERY = 1_000;

/**
 * Whether a queue holds as many jobs as it may. Asked at each ring and answered from the last sample, which a ring
 * renews once a second and does not wait for; so it may be overrun by what is rung in one.
 */
export const createQueueBound = (queue: () => Queue | undefined, atMost: number): (() => boolean) => {
  let waiting = 0;
  let sampled = Number.NEGATIVE_INFINITY;
  const sample = async (): Promise<void> => {
    const counts = await queue()?.getBackend().getCounts(['wait', 'prioritized']);
    waiting = counts?.reduce((sum, count) => sum + count, 0) ?? 0;
  };
  return () => {
    if (performance.now() - sampled >= SAMPLE_EVERY) {
      sampled = performance.now();
      sample().catch(() => undefined);
    }
    return waiting >= atMost;
  };
};
