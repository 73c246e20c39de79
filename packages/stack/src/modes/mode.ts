import type { Unit } from '../unit.ts';

/** A server as `stack.json` tells of it; `unit` is whose process it is. */
type ServerAddress = { readonly url: string; readonly unit: string };

/**
 * What a way of running the stack yields. All that differs between the ways is here; who starts the services, and
 * how, is the same for each.
 */
export type Mode = {
  readonly name: ModeName;
  /** Where its servers keep their data; null where nothing is kept on this machine. */
  readonly home: string | null;
  readonly urls: { readonly database: string; readonly queue: string; readonly mqtt: string };
  readonly servers: Readonly<Record<string, ServerAddress>>;
  readonly accounts: 'aedes' | 'dynsec';
  readonly subscriptions: 'plain' | 'shared';
  /** One process for all services, broker and identity provider included; else one each. */
  readonly together: boolean;
  /** A local stack has a seed, demo logins and simulators; in `external` the world outside has its own. */
  readonly local: boolean;
  /** Before the migrations. */
  readonly storage: readonly Unit[];
  /** After them: its accounts are in the database. */
  readonly broker: readonly Unit[];
  /** What the services sign in with at the broker; the admin may change accounts. */
  readonly mqtt: { readonly service: Account; readonly admin: Account };
};

export type ModeName = 'embedded' | 'servers' | 'containers' | 'external';
export type Account = { readonly username: string; readonly password: string };
