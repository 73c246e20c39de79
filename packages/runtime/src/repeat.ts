import type { Running } from './run-main.ts';

export type RepeatOptions = {
  /** Milliseconds from the end of one run to the start of the next: runs never overlap. */
  readonly pause: number;
  readonly run: () => Promise<void>;
  /** A run that threw; the next one comes all the same. */
  readonly onError: (error: unknown) => void;
};

/** Runs again and again until closed: sweeps, flushes, polls. `close` waits for the run in hand. */
export const repeat = ({ pause, run, onError }: RepeatOptions): Running => {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let inHand: Promise<void> = Promise.resolve();
  const again = (): void => {
    timer = setTimeout(() => {
      inHand = run()
        .catch(onError)
        .finally(() => {
          if (!closed) again();
        });
    }, pause);
  };
  again();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await inHand;
    },
  };
};
