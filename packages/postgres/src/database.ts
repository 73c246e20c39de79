import type { Socket } from 'node:net';
import { Kysely, PostgresDialect, type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { localServerOf } from './local-server.ts';
import { preparedPool } from './prepared-pool.ts';

/** Statements are written as SQL with Kysely's `sql` tag; no table types, no query builder. See docs/decisions. */
export type Database = Kysely<unknown>;
export type Tx = Transaction<unknown>;
/** What a statement runs on: the pool, a transaction, or a transaction's pipeline. */
export type Executor = QueryExecutorProvider;

const parseInt8 = (text: string): number => Number(text);
/** `2026-11-21 12:00:00.123+00`: every session's zone is UTC. */
const parseTimestamp = (text: string): number => Date.parse(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);

const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (oid === pg.types.builtins.INT8) return parseInt8;
      if (oid === pg.types.builtins.TIMESTAMPTZ) return parseTimestamp;
    }
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

/** Milliseconds beyond the server's own limit for a statement. */
const SILENCE_MARGIN = 2_000;

export type DatabaseOptions = {
  readonly url: string;
  /** Shown in pg_stat_activity, e.g. the process's name. */
  readonly name: string;
  /** Connections at most. */
  readonly max?: number;
  /** Milliseconds a statement may take before the server cancels it. */
  readonly statementTimeout?: number;
  /**
   * Milliseconds a transaction may idle before the server ends it: a process frozen with a lock in hand must not
   * hold up the others. Default 5 000.
   */
  readonly idleInTransactionTimeout?: number;
  /** Milliseconds to wait for a row somebody else holds; by default as long as the statement may take. */
  readonly lockTimeout?: number;
  /**
   * For a process that runs the same few statements all day, each looking rows up by key: every connection keeps their
   * plans, and stays open. A plan made while tables are small must do when they are not, so none reads a whole table.
   */
  readonly prepared?: boolean;
  /** Told of each process of the server that serves a connection, where it is one of this machine. */
  readonly onLocalServer?: (pid: number) => void;
};

const KEYED_PLANS = ['enable_seqscan=off', 'enable_hashjoin=off', 'enable_mergejoin=off'];
/** Compiling a plan takes a quarter of a second, and no statement of ours runs long enough to earn it back. */
const EVERY_SESSION = ['TimeZone=UTC', 'jit=off'];

/**
 * Opens a pool. int8 comes back as number, timestamptz as `Instant` (milliseconds); pass instants in with
 * `timestamp(now)` from `timestamp.ts`.
 */
export const createDatabase = (options: DatabaseOptions, onIdleError: (error: Error) => void): Database => {
  const statementTimeout = options.statementTimeout ?? 10_000;
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.name,
    max: options.max ?? 8,
    connectionTimeoutMillis: 5_000,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeout ?? 5_000,
    ...(options.lockTimeout === undefined ? {} : { lock_timeout: options.lockTimeout }),
    options: [...EVERY_SESSION, ...(options.prepared ? KEYED_PLANS : [])].map((setting) => `-c ${setting}`).join(' '),
    ...(options.prepared ? { idleTimeoutMillis: 0 } : {}),
    // See `pipelineOf`.
    pipeline: true,
    types: typeParsers,
  });
  // A connection that dies while idle must not take the process with it; the next query opens a new one.
  pool.on('error', onIdleError);
  // A server that has gone without a word (a host that lost its power) would be waited for until TCP gives up, a quarter
  // of an hour. A living one has ended every statement before that.
  const silent = statementTimeout + SILENCE_MARGIN;
  pool.on('connect', ({ connection: { stream } }) => {
    stream.on('timeout', () => stream.destroy(new Error('the database has fallen silent')));
  });
  pool.on('acquire', ({ connection: { stream } }) => (stream as Socket).setTimeout(silent));
  // One that idles has nothing to say.
  pool.on('release', (_error, { connection: { stream } }) => (stream as Socket).setTimeout(0));
  // The pool listens only while a connection idles; one that the server ends inside a transaction, between two
  // statements, would be an unhandled error.
  pool.on('connect', (client) => client.on('error', onIdleError));
  pool.on('connect', (client) => {
    const pid = localServerOf(client);
    if (pid !== null) options.onLocalServer?.(pid);
  });
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool: options.prepared ? preparedPool(pool) : pool }) });
};

/** Somebody held a row or a lock for longer than the `lockTimeout`: nothing was written. */
export const isLockTimeout = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '55P03';

/** Rejects when the database does not answer: what a service's readiness asks. */
export const pingDatabase = async (db: Database): Promise<void> => {
  await sql`select 1`.execute(db);
};
