export type Batcher<Item> = {
  /** Resolves when the batch that holds this item is done, rejects when it failed. */
  add(item: Item): Promise<void>;
};

type Waiting<Item> = { readonly item: Item; readonly resolve: () => void; readonly reject: (error: unknown) => void };

export type Gathering = {
  /** Milliseconds for others to come along. Default 0: an item that finds nothing in hand goes at once and alone. */
  readonly pause: number;
  /** A batch of so many waits for no more. */
  readonly enough: number;
};

/**
 * Adaptive batches: what arrives while a batch gathers or the last one commits is the next batch. It holds no more than
 * the connections' windows do, since each message in hand waits for its item.
 *
 * A batch that fails is followed by one item alone, then two, four …: what was too much is tried in smaller parts, and
 * an item that fails every time takes few others with it.
 */
export const createBatcher = <Item>(
  run: (items: readonly Item[]) => Promise<void>,
  { pause, enough }: Gathering = { pause: 0, enough: 1 },
): Batcher<Item> => {
  const waiting: Waiting<Item>[] = [];
  let running = false;
  let atMost = Number.POSITIVE_INFINITY;
  let gathered: (() => void) | undefined;

  const gather = async (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const limit = setTimeout(resolve, pause);
    gathered = resolve;
    await promise;
    clearTimeout(limit);
  };

  const drain = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      if (waiting.length < enough) await gather();
      const batch = waiting.splice(0, atMost);
      try {
        await run(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
        atMost *= 2;
      } catch (error) {
        for (const { reject } of batch) reject(error);
        atMost = 1;
      }
    }
    running = false;
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (waiting.length >= enough) gathered?.();
        if (!running) void drain();
      }),
  };
};

export type Batchers<Item> = { add(key: string, item: Item): Promise<void> };

/** A batcher for each key that has something in hand: many items of one key hold up no other key's. */
export const createBatchers = <Item>(run: (items: readonly Item[]) => Promise<void>): Batchers<Item> => {
  const lines = new Map<string, { readonly batcher: Batcher<Item>; inHand: number }>();
  return {
    add: async (key, item) => {
      const line = lines.get(key) ?? { batcher: createBatcher(run), inHand: 0 };
      lines.set(key, line);
      line.inHand += 1;
      try {
        await line.batcher.add(item);
      } finally {
        line.inHand -= 1;
        if (line.inHand === 0) lines.delete(key);
      }
    },
  };
};
