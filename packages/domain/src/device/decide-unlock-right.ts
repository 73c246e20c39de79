import { type Instant, minutes } from '../instant.ts';

/** Somebody may open what keeps the key, or the lock, of a home, for a visit or an alarm. */
export type UnlockRight = { readonly from: Instant; readonly until: Instant };

/** A right is for one visit or one alarm, never for good (assumed: a working day). */
const LONGEST = minutes(12 * 60);
/** Visits are planned so far ahead at most. */
const AHEAD = minutes(31 * 24 * 60);

export type UnlockRightFault =
  | 'ends-before-it-begins'
  | 'too-long'
  | 'too-far-ahead'
  | 'over'
  | 'alarm-closed'
  | 'alarm-elsewhere';

export type UnlockRightAsked = UnlockRight & {
  /** The alarm it is for; null: a visit. */
  readonly alarm: { readonly isClosed: boolean; readonly isOfHome: boolean } | null;
};

/** Why a right to open cannot be given; null: it can. */
export const unlockRightFault = ({ from, until, alarm }: UnlockRightAsked, now: Instant): UnlockRightFault | null => {
  if (until <= from) return 'ends-before-it-begins';
  if (until <= now) return 'over';
  if (until - from > LONGEST) return 'too-long';
  if (from > now + AHEAD) return 'too-far-ahead';
  if (alarm === null) return null;
  if (!alarm.isOfHome) return 'alarm-elsewhere';
  return alarm.isClosed ? 'alarm-closed' : null;
};
