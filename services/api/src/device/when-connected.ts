import type { BrokerAccounts } from '@varde/mqtt';

/**
 * Broker accounts that connect at the first need: operators sign in and answer alarms while the broker is away. A
 * connection that could not be made is tried again at the next need.
 */
export const whenConnected = (connect: () => Promise<BrokerAccounts>): BrokerAccounts => {
  let pending: Promise<BrokerAccounts> | null = null;
  const accounts = (): Promise<BrokerAccounts> => {
    pending ??= connect().catch((error: unknown) => {
      pending = null;
      throw error;
    });
    return pending;
  };
  return {
    put: async (account) => (await accounts()).put(account),
    revoke: async (username) => (await accounts()).revoke(username),
    close: async () => {
      const connected = await pending?.catch(() => null);
      await connected?.close();
    },
  };
};
