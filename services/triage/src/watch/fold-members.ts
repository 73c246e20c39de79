import { foldAlarms } from '@varde/postgres';
import type { Watching } from './watching.ts';

/** Alarms in one statement: a matter of milliseconds, and nobody waits for it. */
const AT_A_TIME = 50;

/** Folds alarms under their incident, a few at a time. */
export const foldMembers = async (
  { db, now, announce }: Watching,
  incident: { readonly id: string; readonly municipalityId: string },
  alarmIds: readonly string[],
): Promise<void> => {
  for (let from = 0; from < alarmIds.length; from += AT_A_TIME) {
    const folded = await foldAlarms(db, incident.id, alarmIds.slice(from, from + AT_A_TIME), now());
    if (folded > 0) announce([incident.municipalityId]);
  }
};
