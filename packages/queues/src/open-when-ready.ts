import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue, Worker } from 'bullmq';
import { within } from './within.ts';

const RETRY_AFTER = 500;
const ANSWER_LIMIT = 1_000;
const DISCONNECT_LIMIT = 1_000;

/**
 * Makes a queue or a worker and waits until its server has answered; makes a new one where that failed, since
 * BullMQ remembers a first failure for ever. Ends without one only when the signal says so.
 */
export const openWhenReady = async <T extends Queue | Worker>(
  make: () => T,
  signal: AbortSignal,
): Promise<T | undefined> => {
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  while (!signal.aborted) {
    const opened = make();
    const state = await Promise.race([
      opened.waitUntilReady().then(
        () => 'ready' as const,
        () => 'failed' as const,
      ),
      stopped.then(() => 'stopped' as const),
    ]);
    if (state === 'ready') return opened;
    await disconnect(opened);
    await sleep(RETRY_AFTER, undefined, { signal }).catch(() => {});
  }
  return undefined;
};

/** Rejects unless the server answers within a second. */
export const pingServer = async (opened: Queue | Worker | undefined): Promise<void> => {
  if (opened === undefined) throw new Error('The queue is not connected.');
  const answer = opened.getBackend().hasQueueMetaField('version');
  if ((await within(ANSWER_LIMIT, answer, 'silent')) === 'silent') throw new Error('The queue does not answer.');
};

/** Drops the connections without a word to the server, which may be gone. */
export const disconnect = async (opened: Queue | Worker): Promise<void> => {
  const closing = opened
    .getBackend()
    .close(true)
    .catch(() => {});
  await within(DISCONNECT_LIMIT, closing, undefined);
};
