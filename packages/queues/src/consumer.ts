import type { QueueName } from '@varde/contracts';

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

export const createConsumer = (_options: ConsumerOptions): Consumer => {
  throw new Error('not written yet');
};
