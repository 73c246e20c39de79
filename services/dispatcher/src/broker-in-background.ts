import { setTimeout as delay } from 'node:timers/promises';
import type { MqttConnection } from '@varde/mqtt';

/** Milliseconds between two tries at the first connection; after that it reconnects by itself. */
const PAUSE = 1_000;

export type BackgroundBroker = Pick<MqttConnection, 'publish' | 'ping' | 'close'>;

/** A broker that is away at the start holds up the receipts and nothing else: alarms are offered without it. */
export const createBackgroundBroker = (
  connect: () => Promise<MqttConnection>,
  onError: (error: unknown) => void,
): BackgroundBroker => {
  const stop = new AbortController();
  let connection: MqttConnection | undefined;

  const open = async (): Promise<void> => {
    while (connection === undefined && !stop.signal.aborted) {
      try {
        connection = await connect();
      } catch (error) {
        onError(error);
        await delay(PAUSE, undefined, { signal: stop.signal }).catch(() => undefined);
      }
    }
  };
  const opening = open();

  const connected = (): MqttConnection => {
    if (connection === undefined) throw new Error('the broker has not been reached yet');
    return connection;
  };
  return {
    publish: async (...message) => connected().publish(...message),
    ping: async () => connected().ping(),
    close: async () => {
      stop.abort();
      await opening;
      await connection?.close();
    },
  };
};
