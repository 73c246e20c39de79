import type { MqttClient } from 'mqtt';

type Place = { readonly messageId: number; outcome: 'in hand' | 'handled' | 'failed' };

export type PubackLine = {
  /** The connection's. */
  readonly stream: MqttClient['stream'];
  /** Whether what came on this connection can still be acknowledged. */
  isOpen(): boolean;
  /** Takes a place in the line; call `settle` once, when it is known what became of the message. */
  join(messageId: number): (outcome: 'handled' | 'failed') => void;
};

/** The same four bytes in MQTT 3.1.1 and 5. */
const puback = (messageId: number): Buffer => Buffer.from([0x40, 2, messageId >> 8, messageId & 0xff]);

/**
 * The PUBACKs of one connection, in the order in which its messages came [MQTT-4.6.0-2], whichever is handled first.
 * A failed message never gets one; those behind it do. A slow one holds up acknowledgements, not messages, until the
 * broker has as many under way as it allows itself; the 16 bits of a message id are the limit of all.
 *
 * MQTT.js sends a PUBACK only before it hands over the next message, and what sends its packets is private. So this
 * writes to the stream the message came on, which is public. That also makes it impossible to acknowledge on a later
 * connection, where the id may be another message's. MQTT.js writes a packet in one go; this never falls into one.
 */
export const createPubackLine = (client: MqttClient): PubackLine => {
  const { stream } = client;
  const line: Place[] = [];
  // After its DISCONNECT a client may send nothing.
  const isOpen = (): boolean => stream.writable && !client.disconnecting;

  const send = (): void => {
    // Those that one commit settles go out together.
    stream.cork();
    for (let first = line[0]; first !== undefined && first.outcome !== 'in hand'; first = line[0]) {
      line.shift();
      if (first.outcome === 'handled') stream.write(puback(first.messageId));
    }
    process.nextTick(() => stream.uncork());
  };

  return {
    stream,
    isOpen,
    join: (messageId) => {
      const place: Place = { messageId, outcome: 'in hand' };
      line.push(place);
      return (outcome) => {
        place.outcome = outcome;
        if (isOpen()) send();
      };
    },
  };
};
