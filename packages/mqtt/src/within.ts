import { MqttError } from './mqtt-error.ts';

/** The promise's outcome, or an `mqtt-timeout` error when it has none within the milliseconds given. */
export const within = async <T>(milliseconds: number, what: string, promise: Promise<T>): Promise<T> => {
  const { promise: limit, reject } = Promise.withResolvers<never>();
  const watch = setTimeout(
    () => reject(new MqttError('mqtt-timeout', `${what} took more than ${milliseconds} ms.`)),
    milliseconds,
  );
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(watch);
  }
};
