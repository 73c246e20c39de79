import type { Mark, TriageOutcome } from '@varde/domain';
import { sql } from 'kysely';
import type { Tx } from './database.ts';
import { jsonb } from './timestamp.ts';

/** What triage decided on one event, and the alarm it went to, if any. */
export type EventOutcome = {
  readonly id: string;
  readonly outcome: TriageOutcome;
  readonly marks: readonly Mark[];
  readonly alarmId: string | null;
};

/** Writes many outcomes in one statement: most of a batch is recorded and no more. */
export const saveEventOutcomes = async (tx: Tx, outcomes: readonly EventOutcome[]): Promise<void> => {
  const rows = outcomes.map(({ id, outcome, marks, alarmId }) => ({ id, outcome, marks, alarm_id: alarmId }));
  await sql`
    update event set outcome = decided.outcome, marks = decided.marks, alarm_id = decided.alarm_id
    from jsonb_to_recordset(${jsonb(rows)}) as decided (id bigint, outcome text, marks text[], alarm_id uuid)
    where event.id = decided.id`.execute(tx);
};
