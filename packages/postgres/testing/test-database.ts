import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { CompiledQuery, sql } from 'kysely';
import { createDatabase, type Database } from '../src/index.ts';
import { startPostgresServer } from './postgres-server.ts';

export type TestDatabase = {
  readonly url: string;
  readonly db: Database;
  /** A statement in a test's own words; parameters are $1, $2 … */
  query<Row>(text: string, ...values: readonly unknown[]): Promise<Row[]>;
  /** Empties every table; the schema stays. */
  clear(): Promise<void>;
  stop(): Promise<void>;
};

const START_LIMIT = 15_000;
const MIGRATIONS = new URL('../migrations/', import.meta.url);

const untilReady = async (db: Database): Promise<void> => {
  const deadline = Date.now() + START_LIMIT;
  for (;;) {
    try {
      await sql`select 1`.execute(db);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(50);
    }
  }
};

const migrate = async (db: Database): Promise<void> => {
  const files = (await readdir(MIGRATIONS)).filter((file) => file.endsWith('.sql')).sort();
  for (const file of files) await sql.raw(await readFile(new URL(file, MIGRATIONS), 'utf8')).execute(db);
};

/** A real PostgreSQL of the test file's own, in a folder of its own, with every migration applied. */
export const startTestDatabase = async (): Promise<TestDatabase> => {
  const server = await startPostgresServer();
  const db = createDatabase({ url: server.url, name: 'test', max: 16 }, () => undefined);
  const stop = async (): Promise<void> => {
    await db.destroy();
    await server.stop();
  };
  try {
    await untilReady(db);
    await migrate(db);
  } catch (error) {
    await stop();
    throw error;
  }
  const clear = async (): Promise<void> => {
    const { rows } = await sql<{ name: string }>`
      select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`.execute(db);
    await sql.raw(`truncate ${rows.map((row) => row.name).join(', ')} restart identity cascade`).execute(db);
  };
  const query = async <Row>(text: string, ...values: readonly unknown[]): Promise<Row[]> =>
    (await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
  return { url: server.url, db, query, clear, stop };
};
