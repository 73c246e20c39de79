import { type Running, repeat } from '@varde/runtime';

const SAMPLE_PAUSE = 1_000;
/** It opens again a little below the limit, so as not to swing with every batch. */
const OPENS_AT = 0.9;

export type BacklogGate = Running & {
  /** Resolves when an event may be stored: at once, or when the backlog has shrunk. Rejects when the gate closes down. */
  pass(): Promise<void>;
  readonly isShut: boolean;
  /** At the last look. */
  readonly backlog: number;
};

export type BacklogGateOptions = {
  /** Events stored and not decided, at most: and what is stored from one look to the next. */
  readonly limit: number;
  readonly count: () => Promise<number>;
  readonly onChange: (isShut: boolean, backlog: number) => void;
  readonly onError: (error: unknown) => void;
};

/**
 * Holds the event lane's messages back while too many wait for a decision. A message held back has no receipt and no
 * PUBACK: it waits at the broker, or its device sends it again, and what we hold stays within its bounds.
 */
export const createBacklogGate = ({ limit, count, onChange, onError }: BacklogGateOptions): BacklogGate => {
  let backlog = 0;
  let shut: PromiseWithResolvers<void> | null = null;

  const look = async (): Promise<void> => {
    backlog = await count();
    if (shut === null && backlog > limit) {
      shut = Promise.withResolvers();
      shut.promise.catch(() => undefined);
      onChange(true, backlog);
    } else if (shut !== null && backlog <= limit * OPENS_AT) {
      shut.resolve();
      shut = null;
      onChange(false, backlog);
    }
  };
  const looks = repeat({ pause: SAMPLE_PAUSE, run: look, onError });

  return {
    pass: () => shut?.promise ?? Promise.resolve(),
    get isShut() {
      return shut !== null;
    },
    get backlog() {
      return backlog;
    },
    close: async () => {
      await looks.close();
      shut?.reject(new Error('stopped while the backlog was full'));
    },
  };
};
