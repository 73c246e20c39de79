import { setTimeout as delay } from 'node:timers/promises';
import { CompiledQuery, sql } from 'kysely';
import { createDatabase, type Database } from '../src/index.ts';
import { migrate } from '../src/migrate.ts';
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
    await migrate(server.url);
  } catch (error) {
    await stop();
    throw error;
  }
  const clear = async (): Promise<void> => {
    const { rows } = await sql<{ name: string }>`
      select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'migration'`.execute(
      db,
    );
    await sql.raw(`truncate ${rows.map((row) => row.name).join(', ')} restart identity cascade`).execute(db);
  };
  const query = async <Row>(text: string, ...values: readonly unknown[]): Promise<Row[]> =>
    (await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
  return { url: server.url, db, query, clear, stop };
};
