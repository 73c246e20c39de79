import { type Alarm, type AlarmCommand, type AnswerTargets, decideCommand, type Instant } from '@varde/domain';
import { type Database, isLockTimeout, saveAlarm, type Tx } from '@varde/postgres';

/** What the dispatcher does by itself: an offer, the ends of the clocks, and who is gone. */
export type ClockCommand = Extract<
  AlarmCommand,
  { kind: 'offer' | 'offer-expired' | 'shelf-ended' | 'test-unconfirmed' | 'holder-unseen' | 'holder-back' }
>;

const SERVICE = { id: null, role: 'service' } as const;

const actionOf = ({ kind }: ClockCommand): string => (kind === 'offer' ? 'offered' : kind);

/** False where there was nothing to do, or somebody else was first: whoever it was has told everyone. */
export const changeAlarm = async (
  tx: Tx,
  alarm: Alarm,
  command: ClockCommand,
  targets: AnswerTargets,
  now: Instant,
): Promise<boolean> => {
  const decision = decideCommand(alarm, command, SERVICE, now, targets);
  if (decision.kind !== 'apply') return false;
  const change = { action: actionOf(command), actorId: null, detail: decision.detail };
  return saveAlarm(tx, alarm, decision.alarm, change, now);
};

/** False, too, where somebody holds what it is about and does not let go: the others do not wait; the sweep comes. */
export const unlessHeld = async (db: Database, change: (tx: Tx) => Promise<boolean>): Promise<boolean> => {
  try {
    return await db.transaction().execute(change);
  } catch (error) {
    if (isLockTimeout(error)) return false;
    throw error;
  }
};
