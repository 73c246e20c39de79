import { type Instant, orderWaiting, seconds } from '@varde/domain';
import { type AlarmRecord, type Database, findAlarm, listWaitingKeys } from '@varde/postgres';
import type { Identity } from '../identity/identity.ts';
import { applyCommand } from './apply-command.ts';

/** How long the one who asked for the next has it to themselves. */
const RESERVED = seconds(15);
/** Alarms others may take from under us before we say that there is none. */
const TRIES = 50;

const findReserved = async (db: Database, who: Identity, now: Instant): Promise<string | null> => {
  const keys = await listWaitingKeys(db, { municipalityId: who.municipalityId, state: 'offered', operatorId: who.id });
  for (const { id } of orderWaiting(keys, now)) {
    const record = await findAlarm(db, who.municipalityId, id);
    if (record !== null && (record.alarm.offerUntil ?? 0) > now) return id;
  }
  return null;
};

const reserve = async (db: Database, who: Identity, now: Instant): Promise<AlarmRecord | null> => {
  const { municipalityId, role } = who;
  const reserved = await findReserved(db, who, now);
  if (reserved !== null) return findAlarm(db, municipalityId, reserved);
  const queue = role === 'technician' ? 'technician' : 'operator';
  const waiting = orderWaiting(await listWaitingKeys(db, { municipalityId, queue, state: 'queued' }), now);
  for (const { id } of waiting.slice(0, TRIES)) {
    const command = { kind: 'offer', operatorId: who.id, until: now + RESERVED } as const;
    const outcome = await applyCommand(db, id, command, who, now);
    if (outcome.kind === 'applied') return findAlarm(db, municipalityId, id);
  }
  return null;
};

export type ReserveNext = (who: Identity, now: Instant) => Promise<AlarmRecord | null>;

/**
 * Reserves the first alarm of the waiting order for whoever asks, skipping what others take meanwhile. Asked twice,
 * also at once (a double click, a client that tries again), it is the same alarm: a second one would be kept from
 * everybody else for nothing. null: none waits.
 */
export const createReserveNext = (db: Database): ReserveNext => {
  const asking = new Map<string, Promise<AlarmRecord | null>>();
  return (who, now) => {
    const asked = asking.get(who.id);
    if (asked !== undefined) return asked;
    const answer = reserve(db, who, now).finally(() => asking.delete(who.id));
    asking.set(who.id, answer);
    return answer;
  };
};
