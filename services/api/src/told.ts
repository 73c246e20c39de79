type Told<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that a body tells: what it leaves out stays as it is, and null is told too. */
export const told = <T extends object>(fields: T): Told<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Told<T>;
