import { createHash } from 'node:crypto';

const NAMESPACE = Buffer.from('b8a3f1d05c6e4f2a9d7b110311031103', 'hex');

/** The same name gives the same UUID on every machine (RFC 9562, version 5). */
export const derivedId = (name: string): string => {
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
