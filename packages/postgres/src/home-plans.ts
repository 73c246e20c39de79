import type { Instant, PlanRule, PlanStep, ResponsePlan } from '@varde/domain';
import { sql } from 'kysely';
import type { Among } from './among.ts';
import type { Executor } from './database.ts';
import { timestamp } from './timestamp.ts';

export type ResidentRow = {
  home_id: string;
  id: string;
  /** Dead, moved away, done with us: whose it was, and whose plan is no more. */
  closedAt: Instant | null;
  version: number | null;
  rules: PlanRule[];
  time_critical_medicine: boolean;
  steps: PlanStep[];
};

/** Everyone who lives in the homes, or did until they were closed, with the latest approved plan where there is one. */
export const loadResidents = async (tx: Executor, homes: Among, now: Instant): Promise<ResidentRow[]> => {
  const { rows } = await sql<ResidentRow>`
    select resident.home_id, resident.id, resident.closed_at as "closedAt", plan.version, plan.rules,
      plan.time_critical_medicine, plan.steps
    from resident
    left join lateral (
      select version, rules, time_critical_medicine, steps from response_plan
      where resident_id = resident.id and approved_at <= ${timestamp(now)}
      order by version desc limit 1) plan on true
    where ${homes(sql.ref('resident.home_id'))}
    order by resident.id`.execute(tx);
  return rows;
};

export const toPlans = (residents: readonly ResidentRow[]): ResponsePlan[] =>
  residents.flatMap((resident) =>
    resident.version === null || resident.closedAt !== null
      ? []
      : [
          {
            residentId: resident.id,
            version: resident.version,
            rules: resident.rules,
            timeCriticalMedicine: resident.time_critical_medicine,
            steps: resident.steps,
          },
        ],
  );
