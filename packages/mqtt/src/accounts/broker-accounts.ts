import type { BrokerAccounts, Credential } from './broker-account.ts';

export type BrokerAccountsOptions = Credential & {
  /** `aedes`: the embedded broker reads the table itself, nothing to tell. `dynsec`: Mosquitto's control topic. */
  readonly kind: 'aedes' | 'dynsec';
  readonly url: string;
  readonly clientId: string;
  readonly onError?: (error: Error) => void;
};

/** The account given (`username`, `password`) must be the admin of `writeDynsecFile`. */
export const createBrokerAccounts = async (_options: BrokerAccountsOptions): Promise<BrokerAccounts> => {
  throw new Error('not written yet');
};
