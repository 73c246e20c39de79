/**
 * Follows the frames of an MQTT stream (a type byte, the remaining length in up to four bytes of seven bits, then
 * so many bytes) and tells, as the chunks come, whether each packet stays within the limit.
 */
export const createPacketGauge = (limit: number): ((chunk: Buffer) => boolean) => {
  let remaining = 0;
  /** Bytes of the length read so far; null between packets, before the type byte. */
  let lengthBytes: number | null = null;
  let length = 0;
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (remaining > 0) {
        const skipped = Math.min(remaining, chunk.length - at);
        remaining -= skipped;
        at += skipped;
        continue;
      }
      const byte = chunk.readUInt8(at);
      at += 1;
      if (lengthBytes === null) {
        lengthBytes = 0;
        length = 0;
        continue;
      }
      length += (byte & 0x7f) * 128 ** lengthBytes;
      lengthBytes += 1;
      if (length + 1 + lengthBytes > limit || lengthBytes > 4) return false;
      if (byte < 0x80) {
        remaining = length;
        lengthBytes = null;
      }
    }
    return true;
  };
};
