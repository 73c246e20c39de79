import type { DispatchJob, QueueName, TriageJob } from '@varde/contracts';
import { Queue } from 'bullmq';
import { disconnect, openWhenReady, pingServer } from './open-when-ready.ts';
import { queueBackend } from './queue-backend.ts';
import { createQueueBound, WAITING_AT_MOST } from './queue-bound.ts';
import { within } from './within.ts';

export type JobOf<Q extends QueueName> = Q extends 'dispatch' ? DispatchJob : TriageJob;

export type RingOptions = {
  /** 1 (red) … 5 (blue), from `ringPriority`. Always given: a job without one would overtake a fire. */
  readonly priority: number;
  /** Rings with the same word that wait become one job; a ring while that job runs makes one more. */
  readonly dedupe?: string;
};

export type ProducerOptions<Q extends QueueName> = {
  /** redis://… or postgres://…: the scheme chooses the backend. */
  readonly url: string;
  readonly queue: Q;
  readonly onError: (error: Error) => void;
  /** Jobs in the queue beyond which it is not rung any more; a default for all but tests. */
  readonly waitingAtMost?: number;
};

export type Producer<Job> = {
  /** True when the job is in the queue, false when it is full, or is not known to hold it within 100 ms. Never throws. */
  ring(job: Job, options: RingOptions): Promise<boolean>;
  /** Rejects when the backend does not answer, or the queue is full. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

const RING_LIMIT = 100;
const RINGS_IN_HAND = 500;

/** A few tries close together: a job that still fails is found by the sweep. */
const jobOptions = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 100 },
  removeOnComplete: true,
  removeOnFail: { count: 1_000, age: 86_400 },
};

/** Returns at once and connects by itself, now and whenever the server comes back. */
export const createProducer = <Q extends QueueName>(options: ProducerOptions<Q>): Producer<JobOf<Q>> => {
  const { url, queue: name, onError, waitingAtMost = WAITING_AT_MOST } = options;
  const stop = new AbortController();
  const backend = queueBackend(url, false, stop.signal);
  let queue: Queue | undefined;
  const make = (): Queue =>
    new Queue(name, { connection: backend.connection, streams: { events: { maxLen: 1_000 } } }, backend.factory).on(
      'error',
      onError,
    );
  const opening = openWhenReady(make, stop.signal).then((opened) => {
    queue = opened;
    return opened;
  });

  const isFull = createQueueBound(() => queue, waitingAtMost);
  let inHand = 0;
  let silent = false;

  const add = async (job: JobOf<Q>, { priority, dedupe }: RingOptions): Promise<boolean> => {
    const opened = await opening;
    if (opened === undefined) return false;
    // `keepLastIfActive`: without it a ring while the job runs would be swallowed, and what it was about unseen.
    const deduplication = dedupe === undefined ? {} : { deduplication: { id: dedupe, keepLastIfActive: true } };
    await opened.add(name, job, { ...jobOptions, priority, ...deduplication });
    return true;
  };

  const ring = async (job: JobOf<Q>, ringOptions: RingOptions): Promise<boolean> => {
    // While the server is silent, one ring at a time asks after it; the others are the sweep's at once.
    if (stop.signal.aborted || inHand >= (silent ? 1 : RINGS_IN_HAND) || isFull()) return false;
    inHand += 1;
    const added = add(job, ringOptions)
      .catch((error: Error) => {
        if (!silent) onError(error);
        return false;
      })
      .then((rang) => {
        inHand -= 1;
        silent = !rang;
        return rang;
      });
    const rang = await within(RING_LIMIT, added, false);
    if (!rang) silent = true;
    return rang;
  };

  return {
    ring,
    ping: async () => {
      await pingServer(queue);
      if (isFull()) throw new Error('The queue is full.');
    },
    close: async () => {
      stop.abort();
      await opening;
      if (queue !== undefined) await disconnect(queue);
    },
  };
};
