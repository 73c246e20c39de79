import { colourRank, compareWaiting, shareUsed, type WaitingAlarm } from '@varde/domain';

/** Negative: `a` is answered before `b` at this instant. */
export type Policy = (a: WaitingAlarm, b: WaitingAlarm, now: number) => number;

const firstCome: Policy = (a, b) => a.receivedAt - b.receivedAt;

/** Priority grows with the wait, faster where the target is shorter (Kleinrock 1964). */
const accumulating: Policy = (a, b, now) => shareUsed(b, now) - shareUsed(a, now) || firstCome(a, b, now);

/** What the waiting list could be ordered by; `default` is the order that runs. */
export const POLICIES = {
  'first come': firstCome,
  'strict classes': (a, b, now) => colourRank(a.colour) - colourRank(b.colour) || firstCome(a, b, now),
  'earliest deadline': (a, b, now) => a.answerBy - b.answerBy || firstCome(a, b, now),
  'accumulating priority': accumulating,
  default: compareWaiting,
} as const satisfies Readonly<Record<string, Policy>>;

export type PolicyName = keyof typeof POLICIES;

export const POLICY_NAMES = Object.keys(POLICIES) as readonly PolicyName[];
