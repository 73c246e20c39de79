import type { QueueName } from '@varde/contracts';
import { Worker } from 'bullmq';
import { disconnect, openWhenReady, pingServer } from './open-when-ready.ts';
import { queueBackend } from './queue-backend.ts';
import { within } from './within.ts';

export type ConsumerOptions = {
  /** redis://… or postgres://…: the scheme chooses the backend. */
  readonly url: string;
  readonly queue: QueueName;
  /** The payload is not parsed yet: the service does that with its schema. A rejection is retried a few times. */
  readonly handle: (payload: unknown) => Promise<void>;
  readonly concurrency: number;
  readonly onError: (error: Error) => void;
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
export const createConsumer = (options: ConsumerOptions): Consumer => {
  const { url, queue: name, handle, concurrency, onError } = options;
  const stop = new AbortController();
  const backend = queueBackend(url, true, stop.signal);
  let worker: Worker | undefined;
  const make = (): Worker =>
    new Worker(
      name,
      (job) => handle(job.data),
      { connection: backend.connection, concurrency, autorun: false, ...workerOptions },
      backend.factory,
    )
      .on('error', onError)
      .on('failed', (_job, error) => onError(error));
  const opening = openWhenReady(make, stop.signal).then((opened) => {
    worker = opened;
    opened?.run().catch(onError);
  });

  const stopWorker = async (running: Worker): Promise<void> => {
    const limit = await pingServer(running).then(
      () => CLOSE_LIMIT,
      () => CLOSE_LIMIT_SERVER_GONE,
    );
    await within(limit, running.close().catch(onError), undefined);
    await disconnect(running);
  };

  const close = async (): Promise<void> => {
    stop.abort();
    await opening;
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
