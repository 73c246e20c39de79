import type { Instant } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';
import { timestamp } from './timestamp.ts';

export type Summary = {
  /** Share of today's operators' alarms that were answered within their target; null before the first is due. */
  readonly answeredInTime: number | null;
  /** At their desk, free or busy: seen lately. */
  readonly operatorsPresent: number;
  readonly waiting: number;
};

/**
 * The numbers in the console's header. Today began at midnight in Europe/Oslo. Counted in time: answered no later
 * than `answer_by`; counted against: answered later, or not answered and overdue. Real alarms only.
 */
export const readSummary = async (
  db: Executor,
  municipalityId: string,
  now: Instant,
  presentWithin: number,
): Promise<Summary> => {
  const { rows } = await sql<Summary>`
    select
      (select avg(case when answered_at <= answer_by then 1 else 0 end)::float8 from alarm
       where municipality_id = ${municipalityId} and queue = 'operator' and not test
         and received_at >=
           date_trunc('day', ${timestamp(now)} at time zone 'Europe/Oslo') at time zone 'Europe/Oslo'
         and (answered_at is not null or answer_by < ${timestamp(now)})) as "answeredInTime",
      (select count(*) from presence join staff on staff.id = presence.staff_id
       where staff.municipality_id = ${municipalityId} and staff.role in ('operator', 'shift-lead')
         and presence.seen_at > ${timestamp(now - presentWithin)}) as "operatorsPresent",
      (select count(*) from alarm
       where municipality_id = ${municipalityId} and queue = 'operator' and state in ('queued', 'offered')) as waiting
    `.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('the summary has one row');
  return row;
};
