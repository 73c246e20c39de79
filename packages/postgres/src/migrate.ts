import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

const MIGRATIONS = path.resolve(import.meta.dirname, '../migrations');
/** Any number all migrators agree on: "varde" on a telephone's keys. */
const ADVISORY_LOCK = 82_733;

/** What is on disk and what the database remembers do not belong together. */
export class MigrationError extends Error {
  readonly code = 'migration-mismatch';
  override readonly name = 'MigrationError';
}

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

const readMigrations = async (folder: string): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(folder, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
};

const applyOne = async (client: pg.Client, { name, sql, checksum }: Migration): Promise<void> => {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
};

/** The names applied before, or the reason why this code must not touch this database. */
const readApplied = async (client: pg.Client, migrations: readonly Migration[]): Promise<Set<string>> => {
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration');
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const { name, checksum } of rows) {
    if (!known.has(name)) throw new MigrationError(`The database is newer than this code: it has applied ${name}.`);
    if (known.get(name) !== checksum) {
      throw new MigrationError(`${name} was changed after it had been applied; write a new migration instead.`);
    }
  }
  return new Set(rows.map((row) => row.name));
};

/**
 * Brings the database up to date: the SQL files in the order of their names, each in a transaction of its own, under
 * a lock, so that of several migrators at once each file is applied by one. Gives the names it applied.
 */
export const migrate = async (url: string, folder = MIGRATIONS): Promise<string[]> => {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url, application_name: 'migrate', connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    // Held by the connection: gone with it, however this process ends.
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await client.query(`create table if not exists migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    const applied = await readApplied(client, migrations);
    const pending = migrations.filter((migration) => !applied.has(migration.name));
    for (const migration of pending) await applyOne(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
};
