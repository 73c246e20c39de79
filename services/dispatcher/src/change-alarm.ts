import { type Alarm, type AlarmCommand, type AnswerTargets, decideCommand, type Instant } from '@varde/domain';
import { saveAlarm, type Tx } from '@varde/postgres';

/** What the dispatcher does by itself: an offer, and the ends of the clocks. */
export type ClockCommand = Extract<
  AlarmCommand,
  { kind: 'offer' | 'offer-expired' | 'shelf-ended' | 'test-unconfirmed' }
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
