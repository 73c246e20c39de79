export type Publish = { readonly topic: string; readonly body: string };

/** A packet's length: seven bits a byte, the lowest first; the eighth says that more follow. */
const writeLength = (buffer: Buffer, length: number, at: number): number => {
  let [rest, next] = [length, at];
  do {
    const more = rest >= 0x80 ? 0x80 : 0;
    next = buffer.writeUInt8((rest & 0x7f) | more, next);
    rest >>= 7;
  } while (rest > 0);
  return next;
};

/** The most that is not topic or body: type, length and the topic's length. */
const HEAD = 7;

/** PUBLISH packets of QoS 0, MQTT 3.1.1, one behind the other. */
export const encodePublishes = (publishes: readonly Publish[]): Buffer => {
  const room = publishes.reduce((sum, { topic, body }) => sum + HEAD + 3 * (topic.length + body.length), 0);
  const buffer = Buffer.allocUnsafe(room);
  let at = 0;
  for (const { topic, body } of publishes) {
    const topicLength = Buffer.byteLength(topic);
    at = buffer.writeUInt8(0x30, at);
    at = writeLength(buffer, 2 + topicLength + Buffer.byteLength(body), at);
    at = buffer.writeUInt16BE(topicLength, at);
    at += buffer.write(topic, at);
    at += buffer.write(body, at);
  }
  return buffer.subarray(0, at);
};
