/** So many under way at most: what a batch takes is known again, and it can stop at its limit. */
const UNDER_WAY = 20;

/** A transaction's writes that need no answer before the next one: they travel together. Settle them before the commit. */
export type Writes = {
  /** Resolves when one more may follow. */
  add(write: Promise<void>): Promise<void>;
  /** Rejects with the fault of the first that failed. */
  settled(): Promise<void>;
};

export const createWrites = (): Writes => {
  let writes: Promise<void>[] = [];
  const settled = async (): Promise<void> => {
    await Promise.all(writes);
    writes = [];
  };
  return {
    add: async (write) => {
      // Heard of at `settled`, and not as nobody's in the meantime.
      write.catch(() => undefined);
      writes.push(write);
      if (writes.length >= UNDER_WAY) await settled();
    },
    settled,
  };
};
