import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/** Where `begin` fails the connection is gone, and the statement that travels with it says so. */
const noop = (): void => {};

/** Statements are texts in our code, some with a part that varies; beyond so many they stay without a name. */
const NAMED_AT_MOST = 300;

/** Whatever is asked in one turn goes out in one write: each write wakes the server, at a cost to both. */
const sendTogether = ({ connection: { stream } }: pg.PoolClient): void => {
  stream.cork();
  process.nextTick(() => stream.uncork());
};

/**
 * A pool whose connections keep each statement as it was first parsed and planned: that is most of what a small
 * statement costs. A statement is known by its text, under one name in every connection. The clients must pipeline.
 */
export const preparedPool = (pool: pg.Pool): PostgresPool => {
  const names = new Map<string, string>();
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();

  const nameOf = (text: string): string | undefined => {
    if (!names.has(text) && names.size < NAMED_AT_MOST) names.set(text, `varde_${names.size}`);
    return names.get(text);
  };

  const prepare = (client: pg.PoolClient): PostgresPoolClient => {
    let begins = false;
    const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
      // Sent with the transaction's first statement, whose way it is spared.
      if (text === 'begin') {
        begins = true;
        return { command: 'BEGIN', rowCount: 0, rows: [] };
      }
      sendTogether(client);
      const isFirst = begins;
      begins = false;
      // One that ends before its first statement never was.
      if (isFirst && (text === 'commit' || text === 'rollback'))
        return { command: text.toUpperCase(), rowCount: 0, rows: [] };
      if (isFirst) client.query('begin').catch(noop);
      // Without parameters there is nothing worth keeping: begin, commit.
      const name = values.length === 0 ? undefined : nameOf(text);
      return client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
    };
    return { query: query as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) };
  };

  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const prepared = clients.get(client) ?? prepare(client);
      clients.set(client, prepared);
      return prepared;
    },
    end: () => pool.end(),
  };
};
