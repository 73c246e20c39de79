import { sql } from 'kysely';
import type { Executor, Tx } from './database.ts';
import { type DecisionRecord, listDecisionsBy, type NewDecision } from './decision-store.ts';
import type { By } from './home-store.ts';
import { jsonb, timestamp } from './timestamp.ts';

/** Those of the numbers that are registered. */
export const findDecisionsOfNumbers = (
  db: Executor,
  municipalityId: string,
  numbers: readonly string[],
): Promise<DecisionRecord[]> =>
  listDecisionsBy(db, sql`municipality_id = ${municipalityId} and number = any(${numbers}::text[])`);

export type ImportedDecision = Omit<NewDecision, 'municipalityId' | 'ended'>;

/** Registers many in one statement, each with its change row; gives how many were new. */
export const insertImportedDecisions = async (
  tx: Tx,
  municipalityId: string,
  decisions: readonly ImportedDecision[],
  by: By,
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    with given as materialized (
      select nextval('change_seq') as seq, x.*
      from jsonb_to_recordset(${jsonb(decisions)}) as x (
        id uuid, number text, "residentId" uuid, "validFrom" date, "validUntil" date, grants jsonb, orders text[],
        "dueOn" date)),
    made as (
      insert into decision (id, municipality_id, number, resident_id, valid_from, valid_until, grants, orders, due_on,
        change)
      select id, ${municipalityId}, number, "residentId", "validFrom", "validUntil", grants, orders, "dueOn", seq
      from given on conflict (municipality_id, number) do nothing returning id, grants, orders, change),
    logged as (
      insert into change_log (seq, at, municipality_id, subject, subject_id, version, action, actor_id, detail)
      select change, ${timestamp(by.now)}, ${municipalityId}, 'decision', id, 1, 'decided', ${by.actorId},
        jsonb_build_object('imported', true, 'orders', orders,
          'functions', jsonb_path_query_array(grants, '$[*].function'))
      from made)
    select count(*) from made`.execute(tx);
  return rows[0]?.count ?? 0;
};
