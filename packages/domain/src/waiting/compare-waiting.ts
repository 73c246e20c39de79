import { colourRank } from '../colour.ts';
import type { Instant } from '../instant.ts';
import type { WaitingAlarm } from './waiting.ts';

/** The share of its own answer target an alarm has used up: 0 when it begins to count, 1 when it is due. */
export const shareUsed = (alarm: WaitingAlarm, now: Instant): number =>
  (now - alarm.colourSince) / Math.max(1, alarm.answerBy - alarm.colourSince);

/** An alarm that has waited this many times its target counts among the class above its own. */
const PATIENCE = 20;

/** 0 for red … 4 for blue, and one less for each `PATIENCE` of waiting; nothing but a red ever stands with the reds. */
const standing = (alarm: WaitingAlarm, now: Instant): number => {
  if (alarm.colour === 'red') return 0;
  const risen = Math.floor(Math.max(0, shareUsed(alarm, now)) / PATIENCE);
  return Math.max(1, colourRank(alarm.colour) - risen);
};

/**
 * Who is answered first: by colour, and of one colour who has used up most of its own target. Who has waited very long
 * moves up, so nothing starves. Chosen by simulation (docs/decisions/0021). A total order: at one instant every
 * machine sees the same list.
 */
export const compareWaiting = (a: WaitingAlarm, b: WaitingAlarm, now: Instant): number =>
  standing(a, now) - standing(b, now) ||
  shareUsed(b, now) - shareUsed(a, now) ||
  colourRank(a.colour) - colourRank(b.colour) ||
  a.receivedAt - b.receivedAt ||
  compareIds(a.id, b.id);

const compareIds = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

export const orderWaiting = <A extends WaitingAlarm>(alarms: readonly A[], now: Instant): A[] =>
  alarms.toSorted((a, b) => compareWaiting(a, b, now));
