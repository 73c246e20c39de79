import { setTimeout as sleep } from 'node:timers/promises';

export type RetryOptions = {
  /** Aborted: the wait ends and the returned promise rejects. */
  readonly signal: AbortSignal;
  /** True for a fault that waiting does not mend. */
  readonly final?: (error: unknown) => boolean;
  readonly onFault: (error: unknown) => void;
};

/** Tries until it succeeds, 1, 2, 4 … 30 s apart: what is away comes back. */
export const retry = async <T>(attempt: () => Promise<T>, { signal, final, onFault }: RetryOptions): Promise<T> => {
  for (let tries = 0; ; tries += 1) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (signal.aborted || final?.(error) === true) throw error;
      onFault(error);
    }
    await sleep(Math.min(2 ** tries, 30) * 1_000, undefined, { signal });
  }
};
