import { type RawBuilder, sql } from 'kysely';

/** Greater than every text that goes on, where texts are compared as bytes. */
const LAST = sql.raw(`U&'\\+10FFFF'`);

/** Whether what is compared as bytes (collate "C") begins so: a stretch of its index, whatever the statement's plan knows. */
export const beginsWith = (column: RawBuilder<unknown>, beginning: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql`(${column} >= ${beginning} and ${column} < ${beginning} || ${LAST})`;
