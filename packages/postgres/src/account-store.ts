import type { Instant } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor, Tx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** A sign-in at the broker, without its password: PBKDF2-SHA512, as Mosquitto's dynamic security keeps it. */
export type AccountRow = {
  readonly username: string;
  readonly kind: 'device' | 'gateway';
  readonly devices: readonly string[];
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly iterations: number;
};

const accountColumns = sql`username, kind, devices, salt, hash, iterations`;

/** Makes the account, or gives an existing one a new password and list of devices: it may sign in from now on. */
export const saveAccount = async (tx: Tx, municipalityId: string, account: AccountRow): Promise<void> => {
  await sql`
    insert into broker_account (username, kind, municipality_id, salt, hash, iterations, devices)
    values (${account.username}, ${account.kind}, ${municipalityId}, ${account.salt}, ${account.hash},
      ${account.iterations}, ${account.devices}::uuid[])
    on conflict (username) do update set salt = excluded.salt, hash = excluded.hash,
      iterations = excluded.iterations, devices = excluded.devices, revoked_at = null`.execute(tx);
};

/** False: no account of this name and kind in the municipality. Revoking twice is revoked once. */
export const revokeAccount = async (
  db: Executor,
  municipalityId: string,
  username: string,
  kind: AccountRow['kind'],
  now: Instant,
): Promise<boolean> => {
  const { rows } = await sql`
    update broker_account set revoked_at = coalesce(revoked_at, ${timestamp(now)})
    where username = ${username} and kind = ${kind} and municipality_id = ${municipalityId}
    returning username`.execute(db);
  return rows.length > 0;
};

/** Those of the names that may sign in: what the embedded broker asks at each connect. */
export const findAccounts = async (db: Executor, usernames: readonly string[]): Promise<AccountRow[]> => {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from broker_account
    where username = any(${usernames}) and revoked_at is null`.execute(db);
  return rows;
};

/** All that may sign in: what a broker's file is written from. */
export const listAccounts = async (db: Executor): Promise<AccountRow[]> => {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from broker_account where revoked_at is null`.execute(db);
  return rows;
};
