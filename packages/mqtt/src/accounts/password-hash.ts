import { pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);

/** PBKDF2-SHA512, as Mosquitto's dynamic security keeps it; the fields are columns of `broker_account`. */
export type PasswordHash = { readonly salt: Buffer; readonly hash: Buffer; readonly iterations: number };

/** What Mosquitto's plugin makes and takes. Few rounds are enough for passwords that are random from the start. */
const ITERATIONS = 101;
const SALT_BYTES = 12;
const HASH_BYTES = 64;

export const hashPassword = async (password: string): Promise<PasswordHash> => {
  const salt = randomBytes(SALT_BYTES);
  return { salt, hash: await derive(password, salt, ITERATIONS, HASH_BYTES, 'sha512'), iterations: ITERATIONS };
};

/** In constant time. */
export const verifyPassword = async (password: string, stored: PasswordHash): Promise<boolean> => {
  const hash = await derive(password, stored.salt, stored.iterations, HASH_BYTES, 'sha512');
  return stored.hash.length === HASH_BYTES && timingSafeEqual(hash, stored.hash);
};
