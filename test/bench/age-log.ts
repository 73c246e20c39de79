import pg from 'pg';

/** Files of 16 MiB: as many as `min_wal_size` keeps. */
const FILES = 128;

/**
 * A server that has run for a while writes over the files of its log; a fresh one makes each of them anew, 30 ms in the
 * middle of a commit. What is measured is the former: the log is gone through once before.
 */
export const ageLog = async (databaseUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (let file = 0; file < FILES; file += 1) {
      // Without something in it a file is not left for the next one.
      await client.query(`select pg_logical_emit_message(false, 'bench', '')`);
      await client.query('select pg_switch_wal()');
    }
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
};
