import type { Instant } from '@varde/domain';
import { type Database, loadDueAlarms, type Municipality } from '@varde/postgres';
import { changeAlarm } from './change-alarm.ts';

/** Clocks ended at a time; what is left is due in the next sweep too. */
const AT_A_TIME = 200;

/** Ends offers nobody took up and shelves whose time has come. Gives how many. */
export const endClocks = async (db: Database, { id, targets }: Municipality, now: Instant): Promise<number> => {
  let ended = 0;
  for (const alarm of await loadDueAlarms(db, id, now, AT_A_TIME)) {
    const kind = alarm.state === 'offered' ? 'offer-expired' : 'shelf-ended';
    const changed = await db.transaction().execute((tx) => changeAlarm(tx, alarm, { kind }, targets, now));
    if (changed) ended += 1;
  }
  return ended;
};
