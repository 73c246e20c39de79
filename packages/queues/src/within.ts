import { setTimeout as sleep } from 'node:timers/promises';

/** What the promise gives, or `otherwise` when it has not within the milliseconds given. */
export const within = async <T, U>(milliseconds: number, promise: Promise<T>, otherwise: U): Promise<T | U> => {
  const watch = new AbortController();
  const limit = sleep(milliseconds, otherwise, { signal: watch.signal });
  limit.catch(() => {});
  try {
    return await Promise.race([promise, limit]);
  } finally {
    watch.abort();
  }
};
