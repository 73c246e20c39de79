import type { Executor, Tx } from './database.ts';

/**
 * The transaction as something that takes a statement without waiting for the one before it: what is given together
 * travels together, there and back once. The server still runs one after the other, each seeing what committed before
 * it began; after one that fails, all fail. Each is awaited, or `handedOver` before the transaction ends.
 */
export const pipelineOf = async (tx: Tx): Promise<Executor> => {
  const executor = tx.getExecutor();
  // Kysely itself hands a transaction's connection to one statement at a time.
  const connection = await executor.provideConnection(async (held) => held);
  const together = executor.withConnectionProvider({ provideConnection: (consumer) => consumer(connection) });
  return { getExecutor: () => together };
};

/**
 * Resolves when all that was given to a pipeline until now is on its way: whatever is given next, the commit too, comes
 * after it. A write that fails then takes the commit with it, and says so when it is awaited.
 */
export const handedOver = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
