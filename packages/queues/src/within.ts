/** What the promise gives, or `otherwise` when it has not within the milliseconds given. */
export const within = async <T, U>(milliseconds: number, promise: Promise<T>, otherwise: U): Promise<T | U> => {
  const { promise: limit, resolve } = Promise.withResolvers<U>();
  const watch = setTimeout(resolve, milliseconds, otherwise);
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(watch);
  }
};
