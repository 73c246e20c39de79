import { HOLDER_UNSEEN_AFTER, type Instant } from '@varde/domain';
import { type Database, loadUnseenlyHeld, type Municipality } from '@varde/postgres';
import { changeAlarm, unlessHeld } from './change-alarm.ts';

/** Alarms looked at in one sweep. */
const AT_A_TIME = 200;

/** Offers of those who are gone go on, what they had in hand rings at everybody; who is back has it again. How many. */
export const missHolders = async (db: Database, { id, targets }: Municipality, now: Instant): Promise<number> => {
  let changed = 0;
  for (const { alarm, unseenFor } of await loadUnseenlyHeld(db, id, HOLDER_UNSEEN_AFTER, AT_A_TIME)) {
    const kind = alarm.holderUnseenSince === null ? 'holder-unseen' : 'holder-back';
    if (await unlessHeld(db, (tx) => changeAlarm(tx, alarm, { kind, unseenFor }, targets, now))) changed += 1;
  }
  return changed;
};
