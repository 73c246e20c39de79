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

/** Each is the same four bytes in MQTT 3.1.1 and 5. */
const pubacks = (messageIds: readonly number[]): Buffer =>
  Buffer.from(messageIds.flatMap((id) => [0x40, 2, id >> 8, id & 0xff]));

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

  let sending = false;
  const send = (): void => {
    sending = false;
    const settled = line.findIndex(({ outcome }) => outcome === 'in hand');
    const first = line.splice(0, settled === -1 ? line.length : settled);
    const handled = first.filter(({ outcome }) => outcome === 'handled').map(({ messageId }) => messageId);
    if (handled.length > 0 && isOpen()) stream.write(pubacks(handled));
  };

  return {
    stream,
    isOpen,
    join: (messageId) => {
      const place: Place = { messageId, outcome: 'in hand' };
      line.push(place);
      return (outcome) => {
        place.outcome = outcome;
        // Those that one commit settles go out together.
        if (!sending) process.nextTick(send);
        sending = true;
      };
    },
  };
};
