/** Does the work for each, `width` of them at the same time; after a failure no more are begun. Rejects with the first. */
export const severalAtOnce = async <T>(
  items: Iterable<T>,
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> => {
  const waiting = [...items].values();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const item of waiting) {
      if (failed) return;
      await work(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: width }, worker));
  for (const each of workers) if (each.status === 'rejected') throw each.reason;
};
