import type { Lane } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';

/**
 * Events of a lane that were stored together and are not all known to be decided: the backlog, and what the sweep has
 * yet to cross off. Reads one narrow row a batch and no event.
 */
export const countBacklog = async (db: Executor, lane: Lane): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select coalesce(sum(cardinality(event_ids)), 0)::bigint as count from undecided_batch where lane = ${lane}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
};
