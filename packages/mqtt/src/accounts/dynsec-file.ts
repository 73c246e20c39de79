import { chown, open, rename } from 'node:fs/promises';
import type { AccountRecord, Credential } from './broker-account.ts';
import { ADMIN_ROLE, accountRoles, SERVICE_ROLE } from './dynsec-role.ts';
import { hashPassword, type PasswordHash } from './password-hash.ts';

export type DynsecFile = {
  readonly path: string;
  /** May change accounts, and all a service may: the api's account. */
  readonly admin: Credential;
  readonly services: readonly Credential[];
  readonly accounts: Iterable<AccountRecord>;
  /** Whom the file shall belong to, where mosquitto runs as another user. */
  readonly owner?: { readonly uid: number; readonly gid: number };
};

const client = (username: string, roles: readonly string[], { salt, hash, iterations }: PasswordHash): object => ({
  username,
  roles: roles.map((rolename) => ({ rolename, priority: 0 })),
  salt: salt.toString('base64'),
  password: hash.toString('base64'),
  iterations,
});

const dynsecConfig = async ({ admin, services, accounts }: DynsecFile): Promise<object> => {
  const records = [...accounts];
  const serviceClient = async ({ username, password }: Credential, roles: readonly string[]): Promise<object> =>
    client(username, roles, await hashPassword(password));
  return {
    defaultACLAccess: { publishClientSend: false, publishClientReceive: false, subscribe: false, unsubscribe: true },
    clients: [
      await serviceClient(admin, [ADMIN_ROLE.rolename, SERVICE_ROLE.rolename]),
      ...(await Promise.all(services.map((service) => serviceClient(service, [SERVICE_ROLE.rolename])))),
      ...records.map((record) =>
        client(
          record.username,
          accountRoles(record).map(({ rolename }) => rolename),
          record,
        ),
      ),
    ],
    groups: [],
    roles: [ADMIN_ROLE, SERVICE_ROLE, ...records.flatMap(accountRoles)],
  };
};

/**
 * Writes the whole `dynamic-security.json`, atomically, readable by its owner only. Ten thousand accounts told to
 * a running broker one by one take minutes; starting on this file takes a second.
 */
export const writeDynsecFile = async (file: DynsecFile): Promise<void> => {
  const draft = `${file.path}.draft`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(await dynsecConfig(file)));
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (file.owner !== undefined) await chown(draft, file.owner.uid, file.owner.gid);
  await rename(draft, file.path);
};
