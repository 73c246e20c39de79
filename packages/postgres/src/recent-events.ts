import { CHATTER_COUNT, CHATTER_WINDOW, type Instant } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';
import { timestamp } from './timestamp.ts';

/** How many events of this kind came from the device in the `CHATTER_WINDOW` before an instant, that one's included. */
export const countRecentSameKind = async (
  db: Executor,
  deviceId: string,
  { kind, receivedAt }: { readonly kind: string; readonly receivedAt: Instant },
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) from (
      select from event
      where device_id = ${deviceId} and kind = ${kind}
        and received_at > ${timestamp(receivedAt - CHATTER_WINDOW)} and received_at <= ${timestamp(receivedAt)}
      limit ${CHATTER_COUNT}) recent`.execute(db);
  return rows[0]?.count ?? 0;
};
