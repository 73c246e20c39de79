import type { AccountRecord } from '../accounts/broker-account.ts';
import { startEmbeddedBroker } from '../accounts/embedded-broker.ts';
import { hashPassword } from '../accounts/password-hash.ts';
import { ADMIN, SERVICE, type TestBroker } from './test-broker.ts';

/** The embedded broker, with a map for the table. */
export const startEmbedded = async (): Promise<TestBroker> => {
  const table = new Map<string, AccountRecord>();
  const broker = await startEmbeddedBroker({
    port: 0,
    services: [ADMIN, SERVICE],
    findAccounts: async (usernames) =>
      usernames.flatMap((username) => {
        const record = table.get(username);
        return record === undefined ? [] : [record];
      }),
  });
  return {
    url: broker.url,
    service: SERVICE,
    accounts: {
      put: async ({ username, kind, devices, password }) => {
        table.set(username, { username, kind, devices, ...(await hashPassword(password)) });
      },
      revoke: async (username) => {
        table.delete(username);
      },
      close: async () => {},
    },
    close: () => broker.close(),
  };
};
