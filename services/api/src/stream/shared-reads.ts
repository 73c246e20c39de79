export type SharedReads<Result> = (key: string) => Promise<Result>;

/**
 * One read at a time, and one for all who asked for the same before it began: hundreds of consoles come back at the
 * same moment with the same cursor. Nobody is given a read that began before they asked.
 */
export const createSharedReads = <Result>(read: (key: string) => Promise<Result>): SharedReads<Result> => {
  const waiting = new Map<string, Promise<Result>>();
  let last: Promise<unknown> = Promise.resolve();
  return (key) => {
    const known = waiting.get(key);
    if (known !== undefined) return known;
    const reading = last.then(() => {
      waiting.delete(key);
      return read(key);
    });
    waiting.set(key, reading);
    last = reading.catch(() => undefined);
    return reading;
  };
};
