import { chooseOffers, handlersOf, type Instant, seconds } from '@varde/domain';
import {
  type Database,
  holdFreeOperator,
  loadFreeOperators,
  loadWaitingAlarms,
  type Municipality,
} from '@varde/postgres';
import { changeAlarm, unlessHeld } from './change-alarm.ts';

/** Far more than there are operators: only so many can be offered, and the order has the urgent ones first. */
const WAITING_AT_MOST = 500;
/** Whose page has not been heard from for this long is not asked. */
const SEEN_WITHIN = seconds(30);

/**
 * Offers waiting alarms to free operators. Each offer is a transaction of its own that holds the operator and is
 * conditional on the alarm's version, so whoever else offers or takes at the same moment, an alarm has one operator
 * and an operator one alarm. Gives how many were made.
 */
export const makeOffers = async (db: Database, { id, targets }: Municipality, now: Instant): Promise<number> => {
  const seenAfter = now - SEEN_WITHIN;
  const free = await loadFreeOperators(db, id, handlersOf('operator'), seenAfter);
  if (free.length === 0) return 0;
  const waiting = await loadWaitingAlarms(db, id, WAITING_AT_MOST);
  let made = 0;
  for (const { alarmId, operatorId, until } of chooseOffers({ waiting, free }, now)) {
    const alarm = waiting.find((candidate) => candidate.id === alarmId);
    if (alarm === undefined) continue;
    const offered = await unlessHeld(db, async (tx) => {
      if (!(await holdFreeOperator(tx, operatorId, seenAfter))) return false;
      return changeAlarm(tx, alarm, { kind: 'offer', operatorId, until }, targets, now);
    });
    if (offered) made += 1;
  }
  return made;
};
