import type { BrokerAccounts } from './broker-account.ts';
import { createDynsecAccounts, type DynsecOptions } from './dynsec-accounts.ts';

export type BrokerAccountsOptions = DynsecOptions & {
  /** `aedes`: the embedded broker reads the table itself, nothing to tell. `dynsec`: Mosquitto's control topic. */
  readonly kind: 'aedes' | 'dynsec';
};

const nothingToTell: BrokerAccounts = { put: async () => {}, revoke: async () => {}, close: async () => {} };

/** With `dynsec` the account given (`username`, `password`) must be the admin of `writeDynsecFile`. */
export const createBrokerAccounts = async ({ kind, ...options }: BrokerAccountsOptions): Promise<BrokerAccounts> =>
  kind === 'aedes' ? nothingToTell : createDynsecAccounts(options);
