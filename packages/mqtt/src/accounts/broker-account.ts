import type { PasswordHash } from './password-hash.ts';

/** What an account may do: write and read below its devices' ids. A device's list is itself. */
export type BrokerAccount = {
  readonly username: string;
  readonly kind: 'device' | 'gateway';
  readonly devices: readonly string[];
};

/** A row of `broker_account` that is not revoked. */
export type AccountRecord = BrokerAccount & PasswordHash;

export type Credential = { readonly username: string; readonly password: string };

/** Tells a broker about accounts; PostgreSQL's `broker_account` is the truth, this follows it after the commit. */
export type BrokerAccounts = {
  /** Makes the account or brings it up to date, password included. */
  put(account: BrokerAccount & Credential): Promise<void>;
  /** Takes it away and throws its live connections out within 2 s. */
  revoke(username: string): Promise<void>;
  close(): Promise<void>;
};
