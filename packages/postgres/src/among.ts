import { type RawBuilder, sql } from 'kysely';

/** Whether a column is one of those that are asked about. */
export type Among = (column: RawBuilder<unknown>) => RawBuilder<boolean>;

export const among =
  (ids: readonly string[]): Among =>
  (column) =>
    sql`${column} = any(${ids}::uuid[])`;
