import { setTimeout as sleep } from 'node:timers/promises';
import { MqttError } from './mqtt-error.ts';

/** The promise's outcome, or an `mqtt-timeout` error when it has none within the milliseconds given. */
export const within = async <T>(milliseconds: number, what: string, promise: Promise<T>): Promise<T> => {
  const watch = new AbortController();
  const limit = sleep(milliseconds, undefined, { signal: watch.signal }).then(() => {
    throw new MqttError('mqtt-timeout', `${what} took more than ${milliseconds} ms.`);
  });
  limit.catch(() => {});
  try {
    return await Promise.race([promise, limit]);
  } finally {
    watch.abort();
  }
};
