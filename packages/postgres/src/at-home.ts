import { AT_HOME } from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';

/** Whether a device, under this name in the statement, is at somebody's home. Written out, for plans that are kept. */
export const atHome = (device: string): RawBuilder<boolean> =>
  sql`${sql.ref(`${device}.state`)} in (${sql.join(AT_HOME.map((state) => sql.lit(state)))})`;
