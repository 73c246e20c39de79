/** PBKDF2-SHA512, as Mosquitto's dynamic security keeps it; the fields are columns of `broker_account`. */
export type PasswordHash = { readonly salt: Buffer; readonly hash: Buffer; readonly iterations: number };

export const hashPassword = async (_password: string): Promise<PasswordHash> => {
  throw new Error('not written yet');
};

/** In constant time. */
export const verifyPassword = async (_password: string, _stored: PasswordHash): Promise<boolean> => {
  throw new Error('not written yet');
};
