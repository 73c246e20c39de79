import { type MqttSession, type MqttSessionOptions, openMqttSession } from './mqtt-session.ts';

export type DeviceLinkOptions = Omit<MqttSessionOptions, 'onEnd'> & { readonly onFault: (error: Error) => void };

export type DeviceLink = {
  /** Connected, subscribed, and the broker reads what it is sent. */
  readonly ready: boolean;
  /** Resolves when it is ready for the first time. */
  readonly opened: Promise<void>;
  /** Nothing while not ready. */
  publish(topic: string, body: string, qos: 0 | 1): void;
  close(): Promise<void>;
};

const RECONNECT_AFTER = 500;

/** A connection that comes back for ever, half a second after each end. */
export const openDeviceLink = (options: DeviceLinkOptions): DeviceLink => {
  const { onReady, onFault } = options;
  const opened = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  let closing = false;
  let again: NodeJS.Timeout | undefined;
  let session: MqttSession | null = null;

  const open = (): void => {
    session = openMqttSession({
      ...options,
      onReady() {
        opened.resolve();
        onReady();
      },
      onEnd(fault) {
        session = null;
        if (closing) return closed.resolve();
        if (fault !== null) onFault(fault);
        again = setTimeout(open, RECONNECT_AFTER);
      },
    });
  };
  open();

  return {
    get ready() {
      return session?.ready ?? false;
    },
    opened: opened.promise,
    publish(topic, body, qos) {
      if (session?.ready === true) session.publish(topic, body, qos);
    },
    close() {
      closing = true;
      clearTimeout(again);
      if (session === null) closed.resolve();
      else session.end();
      return closed.promise;
    },
  };
};
