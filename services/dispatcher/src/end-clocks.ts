import type { Alarm, Instant } from '@varde/domain';
import { type Database, loadDueAlarms, type Municipality } from '@varde/postgres';
import { type ClockCommand, changeAlarm, unlessHeld } from './change-alarm.ts';

/** Clocks ended at a time; what is left is due in the next sweep too. */
const AT_A_TIME = 200;

const clockOf = (alarm: Alarm, now: Instant): ClockCommand => {
  if (alarm.state === 'shelved') return { kind: 'shelf-ended' };
  const offerOver = alarm.offerUntil !== null && alarm.offerUntil <= now;
  return { kind: offerOver ? 'offer-expired' : 'test-unconfirmed' };
};

/** Ends offers nobody took up, shelves whose time has come, and the wait for a technician. Gives how many. */
export const endClocks = async (db: Database, { id, targets }: Municipality, now: Instant): Promise<number> => {
  let ended = 0;
  for (const alarm of await loadDueAlarms(db, id, now, AT_A_TIME)) {
    const command = clockOf(alarm, now);
    const changed = await unlessHeld(db, (tx) => changeAlarm(tx, alarm, command, targets, now));
    if (changed) ended += 1;
  }
  return ended;
};
