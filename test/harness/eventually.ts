/** Asks until the answer is not null or undefined; fails with `what` after the limit. */
export const eventually = async <T>(
  what: string,
  ask: () => Promise<T | null | undefined> | T | null | undefined,
  limit = 10_000,
): Promise<T> => {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`waited ${limit} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

export const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
