import { execFile } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { processUnit } from '../process-unit.ts';
import { codeOf, StackError } from '../stack-error.ts';
import type { Unit } from '../unit.ts';
import { makeServerFolder, type ServerUser } from './server-user.ts';

const run = promisify(execFile);

export type PostgresOptions = {
  /** The folder of `postgres` and `initdb`. */
  readonly bin: string;
  /** The servers' home; the data folder is below it. */
  readonly home: string;
  readonly user: ServerUser | null;
  readonly port: number;
  readonly password: string;
  readonly log: string;
};

export const POSTGRES_USER = 'varde';
/** The record of truth, and in `embedded` the doorbells beside it. */
const DATABASES = ['varde', 'varde_queue'] as const;
export type DatabaseName = (typeof DATABASES)[number];

export const postgresUrl = (port: number, password: string, database: DatabaseName | 'postgres'): string =>
  `postgres://${POSTGRES_USER}:${password}@127.0.0.1:${port}/${database}`;

const toArguments = (settings: Readonly<Record<string, string>>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/**
 * What differs from PostgreSQL's own defaults. Durability is none of it: fsync and the rest stay on. Its log is terse:
 * the detail of a fault quotes the row, and so the people in it.
 */
export const POSTGRES_SETTINGS = toArguments({
  max_connections: '300',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  // A minute of ten thousand events a second in memory, and no checkpoint for the size of the log within it: after each,
  // every page that changes is logged whole.
  shared_buffers: '512MB',
  max_wal_size: '4GB',
  // What was written since the last one is read again after a crash, some 150 MB a second, and until then no red comes
  // through: three minutes of 2 000 events/s are two seconds.
  checkpoint_timeout: '2min',
  checkpoint_completion_target: '0.5',
  // Files of the log are used again and not removed when it has been quiet: making one holds up whoever commits by 30 ms.
  min_wal_size: '2GB',
});

const initialise = async (options: PostgresOptions, data: string): Promise<void> => {
  // Under another name until it is whole: a start that was interrupted leaves no half of a database behind.
  const draft = `${data}.draft`;
  const passwordFile = `${data}.password`;
  rmSync(draft, { recursive: true, force: true });
  makeServerFolder(draft, options.user);
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (options.user !== null) chownSync(passwordFile, options.user.uid, options.user.gid);
  try {
    const place = [
      `--pgdata=${draft}`,
      `--username=${POSTGRES_USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
    ];
    // Names sort and fold as Norwegian does, whatever locales this machine has.
    const language = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=nb-NO'];
    await run(path.join(options.bin, 'initdb'), [...place, ...language], { ...options.user, cwd: '/' });
  } catch (cause) {
    throw new StackError(`PostgreSQL could not make its data folder ${data}: ${String(cause).trim()}`, { cause });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  rmSync(data, { recursive: true, force: true });
  renameSync(draft, data);
};

const binaryMajor = async (bin: string, user: ServerUser | null): Promise<string> => {
  const { stdout } = await run(path.join(bin, 'postgres'), ['--version'], { ...user, cwd: '/' });
  return /(\d+)/.exec(stdout)?.[1] ?? '';
};

/** Makes the data folder at the first start; later ones see that it is whole and of this server's version. */
const prepareData = async (options: PostgresOptions, data: string): Promise<void> => {
  if (!existsSync(data)) return initialise(options, data);
  const versionFile = path.join(data, 'PG_VERSION');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : '';
  const wanted = await binaryMajor(options.bin, options.user);
  if (version === wanted) return;
  const found = /^\d+$/.test(version)
    ? `is of PostgreSQL ${version}, not ${wanted}`
    : 'holds no database that is whole';
  throw new StackError(`The data folder ${data} ${found}; move it away to start afresh.`);
};

const createDatabases = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database');
    const known = new Set(rows.map((row) => row.datname));
    for (const name of DATABASES) if (!known.has(name)) await client.query(`create database ${name}`);
  } catch (error) {
    // 28P01, a wrong password: that never heals, so waiting for it is no use.
    if (codeOf(error) !== '28P01') throw error;
    throw new StackError('The database has another password than secrets.json; move its data folder away.');
  } finally {
    await client.end();
  }
};

export const postgresUnit = async (options: PostgresOptions): Promise<Unit> => {
  const data = path.join(options.home, 'postgres');
  await prepareData(options, data);
  const place = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(options.port) };
  const url = postgresUrl(options.port, options.password, 'postgres');
  return processUnit({
    name: 'postgres',
    command: path.join(options.bin, 'postgres'),
    args: ['-D', data, ...toArguments(place), ...POSTGRES_SETTINGS],
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    log: options.log,
    user: options.user,
    // A fast shutdown: open connections are cut, nothing is lost.
    stopSignal: 'SIGINT',
    ready: () => createDatabases(url),
  });
};
