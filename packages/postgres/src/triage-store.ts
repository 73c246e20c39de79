import type { Mark, TriageOutcome } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';

/** What triage decided on one event, and the alarm it went to, if any. */
export type EventOutcome = {
  readonly id: string;
  readonly outcome: TriageOutcome;
  readonly marks: readonly Mark[];
  readonly alarmId: string | null;
};

const isPlain = ({ outcome, marks, alarmId }: EventOutcome): boolean =>
  outcome === 'recorded' && marks.length === 0 && alarmId === null;

/** Writes many outcomes at once: most of a batch is recorded and no more, which needs nothing but the numbers. */
export const saveEventOutcomes = async (tx: Executor, outcomes: readonly EventOutcome[]): Promise<void> => {
  const plain = outcomes.filter(isPlain).map(({ id }) => id);
  const rows = outcomes
    .filter((outcome) => !isPlain(outcome))
    .map(({ id, outcome, marks, alarmId }) => ({ id, outcome, marks, alarm_id: alarmId }));
  await Promise.all([
    plain.length > 0 && sql`update event set outcome = 'recorded' where id = any(${plain}::bigint[])`.execute(tx),
    rows.length > 0 &&
      sql`
        update event set outcome = decided.outcome, marks = decided.marks, alarm_id = decided.alarm_id
        from json_to_recordset(${JSON.stringify(rows)}::json) as decided (
          id bigint, outcome text, marks text[], alarm_id uuid)
        where event.id = decided.id`.execute(tx),
  ]);
};
