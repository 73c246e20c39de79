import type { AccountRecord, Credential } from './broker-account.ts';

export type DynsecFile = {
  readonly path: string;
  /** May change accounts, and all a service may: the api's account. */
  readonly admin: Credential;
  readonly services: readonly Credential[];
  readonly accounts: Iterable<AccountRecord>;
  /** Whom the file shall belong to, where mosquitto runs as another user. */
  readonly owner?: { readonly uid: number; readonly gid: number };
};

/** Writes the whole `dynamic-security.json`, atomically, readable by its owner only. */
export const writeDynsecFile = async (_file: DynsecFile): Promise<void> => {
  throw new Error('not written yet');
};
