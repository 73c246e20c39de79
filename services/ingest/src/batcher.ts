export type Batcher<Item> = {
  /** Resolves when the batch that holds this item is done, rejects when it failed. */
  add(item: Item): Promise<void>;
};

type Waiting<Item> = { readonly item: Item; readonly resolve: () => void; readonly reject: (error: unknown) => void };

/**
 * Adaptive batches: an item that finds nothing in hand goes at once and alone; what arrives while a batch commits
 * is the next batch. It holds no more than there are connections, since each waits for its item.
 */
export const createBatcher = <Item>(run: (items: readonly Item[]) => Promise<void>): Batcher<Item> => {
  let waiting: Waiting<Item>[] = [];
  let running = false;

  const drain = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await run(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = false;
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (!running) void drain();
      }),
  };
};
