import { type Instant, orderWaiting, seconds } from '@varde/domain';
import { type AlarmRecord, type Database, findAlarm, holdOperator, listWaitingKeys, type Tx } from '@varde/postgres';
import type { Identity } from '../identity/identity.ts';
import { tryCommand } from './apply-command.ts';

/** How long the one who asked for the next has it to themselves. */
const RESERVED = seconds(15);
/** Alarms others may take from under us before we say that there is none. */
const TRIES = 50;

const findReserved = async (tx: Tx, who: Identity, now: Instant): Promise<string | null> => {
  const keys = await listWaitingKeys(tx, { municipalityId: who.municipalityId, state: 'offered', operatorId: who.id });
  for (const { id } of orderWaiting(keys, now)) {
    const record = await findAlarm(tx, who.municipalityId, id);
    if (record !== null && (record.alarm.offerUntil ?? 0) > now) return id;
  }
  return null;
};

/** Holds the operator meanwhile: the dispatcher, which does so too, offers them nothing else at the same moment. */
const reserve = async (tx: Tx, who: Identity, now: Instant): Promise<AlarmRecord | null> => {
  const { municipalityId, role } = who;
  await holdOperator(tx, who.id);
  const reserved = await findReserved(tx, who, now);
  if (reserved !== null) return findAlarm(tx, municipalityId, reserved);
  const queue = role === 'technician' ? 'technician' : 'operator';
  const waiting = orderWaiting(await listWaitingKeys(tx, { municipalityId, queue, state: 'queued' }), now);
  for (const { id } of waiting.slice(0, TRIES)) {
    const command = { kind: 'offer', operatorId: who.id, until: now + RESERVED } as const;
    const outcome = await tryCommand(tx, id, command, who, now);
    if (outcome.kind === 'applied') return findAlarm(tx, municipalityId, id);
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
    const answer = db
      .transaction()
      .execute((tx) => reserve(tx, who, now))
      .finally(() => asking.delete(who.id));
    asking.set(who.id, answer);
    return answer;
  };
};
