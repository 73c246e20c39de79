import type { QueueName } from '@varde/contracts';
import { Worker } from 'bullmq';
import { disconnect, openWhenReady, pingServer } from './open-when-ready.ts';
import { queueBackend } from './queue-backend.ts';
import { SILENCE_PACE, watchForSilence } from './silent-worker.ts';
import { within } from './within.ts';

export type ConsumerOptions = {
  /** redis://… or postgres://…: the scheme chooses the backend. */
  readonly url: string;
  readonly queue: QueueName;
  /** The payload is not parsed yet: the service does that with its schema. A rejection is retried a few times. */
  readonly handle: (payload: unknown) => Promise<void>;
  readonly concurrency: number;
  readonly onError: (error: Error) => void;
  /** The worker stood still with jobs before it, and another takes its place. */
  readonly onRenewed?: () => void;
};

export type Consumer = {
  /** Rejects when the backend does not answer. */
  ping(): Promise<void>;
  /** Takes no more jobs, waits a few seconds for those in hand. */
  close(): Promise<void>;
};

/** For the jobs in hand. With the server gone they cannot be reported as done: they run again when it is back. */
const CLOSE_LIMIT = 5_000;
const CLOSE_LIMIT_SERVER_GONE = 1_500;

/**
 * A job whose worker died is taken again within seconds, as often as that happens: BullMQ's own defaults
 * (30 s, once) are too slow and too final for an alarm.
 */
const workerOptions = {
  lockDuration: 5_000,
  stalledInterval: 2_000,
  maxStalledCount: 1_000,
  // Between two tries at a server that is gone; 15 s by default.
  runRetryDelay: 500,
};

/** Returns at once and connects by itself, now and whenever the server comes back. */
export const createConsumer = (options: ConsumerOptions, pace = SILENCE_PACE): Consumer => {
  const { url, queue: name, handle, concurrency, onError, onRenewed } = options;
  const stop = new AbortController();
  const backend = queueBackend(url, true, stop.signal);
  let worker: Worker | undefined;
  let taken = 0;
  let inHand = 0;
  const take = async (payload: unknown): Promise<void> => {
    taken += 1;
    inHand += 1;
    try {
      await handle(payload);
    } finally {
      inHand -= 1;
    }
  };
  const make = (): Worker =>
    new Worker(
      name,
      (job) => take(job.data),
      { connection: backend.connection, concurrency, autorun: false, ...workerOptions },
      backend.factory,
    )
      .on('error', onError)
      .on('failed', (_job, error) => onError(error));
  const open = async (): Promise<void> => {
    worker = await openWhenReady(make, stop.signal);
    worker?.run().catch(onError);
  };

  const stopWorker = async (running: Worker): Promise<void> => {
    const limit = await pingServer(running).then(
      () => CLOSE_LIMIT,
      () => CLOSE_LIMIT_SERVER_GONE,
    );
    await within(limit, running.close().catch(onError), undefined);
    await disconnect(running);
  };

  const renew = async (): Promise<void> => {
    onRenewed?.();
    const silent = worker;
    worker = undefined;
    if (silent !== undefined) await stopWorker(silent);
    await open();
  };

  const running = open().then(() =>
    watchForSilence(
      { worker: () => worker, taken: () => taken, isBusy: () => inHand >= concurrency, renew, signal: stop.signal },
      pace,
    ),
  );

  const close = async (): Promise<void> => {
    stop.abort();
    await running;
    if (worker !== undefined) await stopWorker(worker);
  };
  let closing: Promise<void> | undefined;

  return {
    ping: () => pingServer(worker),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
};
