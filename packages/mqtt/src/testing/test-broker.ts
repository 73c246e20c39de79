import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { BrokerAccounts, Credential } from '../accounts/broker-account.ts';

/** A broker under the contract suite, with one service account. */
export type TestBroker = {
  readonly url: string;
  readonly service: Credential;
  readonly accounts: BrokerAccounts;
  close(): Promise<void>;
};

export const ADMIN: Credential = { username: 'admin', password: 'admin-password' };
export const SERVICE: Credential = { username: 'ingest', password: 'service-password' };

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
