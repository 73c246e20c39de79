import type { DispatchJob, QueueName, TriageJob } from '@varde/contracts';

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
};

export type Producer<Job> = {
  /** True when the job is in the queue, false when it is not known to be within 100 ms. Never throws. */
  ring(job: Job, options: RingOptions): Promise<boolean>;
  /** Rejects when the backend does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

export const createProducer = <Q extends QueueName>(_options: ProducerOptions<Q>): Producer<JobOf<Q>> => {
  throw new Error('not written yet');
};
