import type { AccountRecord, Credential } from './broker-account.ts';

export type EmbeddedBrokerOptions = {
  /** 0: any. */
  readonly port: number;
  readonly host?: string;
  readonly services: readonly Credential[];
  /**
   * Reads `broker_account`: those of the names that exist and are not revoked, in any order. Asked at each
   * connect, and every second about those connected, so a revoked account is thrown out.
   */
  readonly findAccounts: (usernames: readonly string[]) => Promise<readonly AccountRecord[]>;
  readonly onError?: (error: Error) => void;
};

export type EmbeddedBroker = { readonly port: number; readonly url: string; close(): Promise<void> };

/** aedes: MQTT 3.1.1, no shared subscriptions, sessions in memory, packets up to 64 KiB. */
export const startEmbeddedBroker = async (_options: EmbeddedBrokerOptions): Promise<EmbeddedBroker> => {
  throw new Error('not written yet');
};
