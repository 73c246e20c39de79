import { type Alarm, type AnswerTargets, REUSED_ID } from '@varde/domain';
import { sql } from 'kysely';
import { type AlarmRow, alarmColumns, toAlarm } from './alarm-row.ts';
import { atHome } from './at-home.ts';
import type { Executor } from './database.ts';

export type UnmendedAlarm = {
  readonly alarm: Alarm;
  readonly municipalityId: string;
  readonly targets: AnswerTargets;
};

/** Technicians' open alarms of these kinds about devices of these profiles that hang at somebody's home; none of ours. */
export const findUnmended = async (
  db: Executor,
  { kinds, profiles }: { readonly kinds: readonly string[]; readonly profiles: readonly string[] },
  limit: number,
): Promise<UnmendedAlarm[]> => {
  const { rows } = await sql<AlarmRow & { municipality_id: string; answer_targets: AnswerTargets }>`
    select ${alarmColumns}, municipality_id,
      (select answer_targets from municipality where municipality.id = alarm.municipality_id) as answer_targets
    from alarm
    where queue = 'technician' and colour = 'blue' and state in ('queued', 'shelved') and condition <> 'restored'
      and not test and match_value is distinct from ${REUSED_ID} and kind = any(${kinds}::text[]) and exists (
        select from device where device.id = alarm.device_id and device.profile = any(${profiles}::text[])
          and ${atHome('device')})
    order by received_at limit ${limit}`.execute(db);
  return rows.map((row) => ({
    alarm: toAlarm(row),
    municipalityId: row.municipality_id,
    targets: row.answer_targets,
  }));
};
