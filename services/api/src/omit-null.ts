type Given<T> = { [K in keyof T]?: NonNullable<T[K]> };

/** The fields that have a value: what is null in a row is absent on the wire. */
export const omitNull = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as Given<T>;
