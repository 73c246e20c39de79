import type { DispatchJob } from '@varde/contracts';
import type { Instant } from '@varde/domain';
import type { BrokerAccounts } from '@varde/mqtt';
import type { Database } from '@varde/postgres';
import type { Producer } from '@varde/queues';
import type { Check, Log, Registry } from '@varde/runtime';
import type { IdentityProvider } from './identity/identity-provider.ts';

/** All that the api is built from. */
export type ApiDeps = {
  readonly db: Database;
  /** For the connection that listens for changes. */
  readonly databaseUrl: string;
  readonly process: string;
  readonly dispatch: Producer<DispatchJob>;
  readonly brokerAccounts: BrokerAccounts;
  readonly identityProvider: IdentityProvider;
  readonly log: Log;
  readonly metrics: Registry;
  /** What /readyz asks, by name. */
  readonly checks: Readonly<Record<string, Check>>;
  readonly publicUrl: string;
  readonly sessionSecret: string;
  readonly consoleDir: string | null;
  readonly now: () => Instant;
  readonly newId: () => string;
};
