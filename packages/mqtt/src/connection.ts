import type { MqttClient } from 'mqtt';
import type { MqttConnectionOptions } from './connection-options.ts';
import { encodePublishes, type Publish } from './encode-publishes.ts';
import { MqttError } from './mqtt-error.ts';
import { endClient, openClient, subscribeAll } from './open-client.ts';
import { createTopicRouter } from './topic-router.ts';
import { within } from './within.ts';

export type Packet = {
  readonly topic: string;
  readonly payload: Buffer;
  readonly retain: boolean;
  readonly dup: boolean;
};

export type MqttConnection = {
  readonly connected: boolean;
  /**
   * QoS 0 resolves when written, and rejects at once while not connected; QoS 1 resolves at PUBACK and rejects
   * after `limit` milliseconds (default 5 000), and is not sent again when the broker comes back.
   */
  publish(topic: string, body: string | Buffer, qos: 0 | 1, limit?: number): Promise<void>;
  /**
   * Sends them all in one write, QoS 0. False when none was sent: not connected, or the broker does not read what it
   * has. For what is worth little alone and comes by the thousand.
   */
  publishTogether(publishes: readonly Publish[]): boolean;
  /** Subscribes, again after each reconnect; rejects when the broker refuses one of the filters. */
  subscribe(filters: readonly string[], qos: 0 | 1, receive: (packet: Packet) => void): Promise<void>;
  /** Rejects while not connected. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

const PUBLISH_LIMIT = 5_000;
/** Bytes the broker has not taken yet, at most. */
const UNREAD_LIMIT = 4 * 1024 * 1024;

type Publishing = { readonly topic: string; readonly body: string | Buffer; readonly qos: 0 | 1 };

/**
 * MQTT.js keeps what has no PUBACK and sends it again on every new connection, however late: whoever was told that it
 * failed sends it anew, or knows that it is too late.
 */
const publishWithin = async (client: MqttClient, limit: number, { topic, body, qos }: Publishing): Promise<void> => {
  const before = client.getLastMessageId();
  const sent = client.publishAsync(topic, body, { qos });
  const id = client.getLastMessageId();
  try {
    await within(limit, 'Publishing', sent);
  } catch (error) {
    sent.catch(() => undefined);
    if (qos === 1 && id !== before) client.removeOutgoingMessage(id);
    throw error;
  }
};

/** Connects, and from then on reconnects for ever, half a second after each try. */
export const connectMqtt = async (options: MqttConnectionOptions): Promise<MqttConnection> => {
  const router = createTopicRouter<(packet: Packet) => void>();
  const client = await openClient(options, (opened) => {
    opened.on('message', (topic, payload, { retain, dup }) => {
      for (const receive of router.find(topic)) receive({ topic, payload, retain, dup });
    });
  });
  const assertConnected = (): void => {
    if (!client.connected) throw new MqttError('mqtt-not-connected', 'The broker is not connected.');
  };
  return {
    get connected() {
      return client.connected;
    },
    publish: async (topic, body, qos, limit = PUBLISH_LIMIT) => {
      assertConnected();
      await publishWithin(client, limit, { topic, body, qos });
    },
    publishTogether: (publishes) => {
      const { stream, connected, disconnecting } = client;
      if (!connected || disconnecting || stream.writableLength > UNREAD_LIMIT) return false;
      // MQTT.js takes a promise, a timer and several writes for each. It writes a packet in one go, so this falls into none.
      stream.write(encodePublishes(publishes));
      return true;
    },
    subscribe: async (filters, qos, receive) => {
      assertConnected();
      for (const filter of filters) router.add(filter, receive);
      await subscribeAll(client, filters, qos);
    },
    ping: async () => assertConnected(),
    close: () => endClient(client),
  };
};
