import { setTimeout as sleep } from 'node:timers/promises';

export type RetryOptions = {
  /** Aborted: the wait ends and the returned promise rejects. */
  readonly signal: AbortSignal;
  /** Milliseconds after which it gives up, rejecting; default: never. */
  readonly limit?: number | undefined;
  /** True for a fault that waiting does not mend. */
  readonly final?: (error: unknown) => boolean;
  readonly onFault: (error: unknown) => void;
};

/** Tries until it succeeds, 1, 2, 4 … 30 s apart: what is away comes back. */
export const retry = async <T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> => {
  const { signal, limit = Number.POSITIVE_INFINITY, final, onFault } = options;
  const until = performance.now() + limit;
  for (let tries = 0; ; tries += 1) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (signal.aborted || final?.(error) === true) throw error;
      onFault(error);
    }
    const left = until - performance.now();
    if (left <= 0) throw new Error(`Gave up after ${limit / 1_000} s`);
    await sleep(Math.min(2 ** tries * 1_000, 30_000, left), undefined, { signal });
  }
};
