import { handedOver } from '@varde/postgres';

/** So many under way at most: what a batch takes is known again, and it can stop at its limit. */
const UNDER_WAY = 20;

/** A transaction's writes that need no answer before the next one: they travel together, and with the commit. */
export type Writes = {
  /** Resolves when one more may follow. All of its statements are given at once: one that waits for another comes too late. */
  add(write: Promise<void>): Promise<void>;
  /**
   * Resolves when each is on its way, so that the commit may follow; rejects where one could not even be sent, since
   * the server knows nothing of it and would commit the others.
   */
  sent(): Promise<void>;
  /** Rejects with the fault of the first that failed. */
  settled(): Promise<void>;
};

export const createWrites = (): Writes => {
  let writes: Promise<void>[] = [];
  const failed: unknown[] = [];
  const settled = async (): Promise<void> => {
    await Promise.all(writes);
    writes = [];
  };
  return {
    add: async (write) => {
      // Heard of at `sent` or `settled`, and not as nobody's in the meantime.
      write.catch((error: unknown) => failed.push(error));
      writes.push(write);
      if (writes.length >= UNDER_WAY) await settled();
    },
    sent: async () => {
      await handedOver();
      if (failed.length > 0) throw failed[0];
    },
    settled,
  };
};
