import type { TestDatabase } from '@varde/postgres/testing';
import type { History } from './healthy-history.ts';

/** One fault, written into the healthy history behind the services' backs. */
export type Plant = {
  readonly what: string;
  /** All that the ledger finds, in its order. */
  readonly violates: readonly string[];
  readonly plant: (database: TestDatabase, history: History) => Promise<unknown>;
  /** What keeps such a thing from happening, taken away for the plant. */
  readonly guard?: { readonly drop: string; readonly restore: string };
};

/** One more change of an alarm, with all that belongs to it. */
export const change = (
  { query }: TestDatabase,
  alarmId: string,
  action: string,
  actorId: string | null,
  detail: object = {},
): Promise<unknown> =>
  query(
    `with receipt as (select nextval('receipt_outbox_id_seq')), changed as (
       update alarm set version = version + 1, change = nextval('change_seq') from receipt where id = $1
       returning id, municipality_id, version, change)
     insert into change_log (seq, at, municipality_id, subject, subject_id, version, action, actor_id, detail)
     select change, now(), municipality_id, 'alarm', id, version, $2, $3, $4 from changed`,
    alarmId,
    action,
    actorId,
    JSON.stringify(detail),
  );
