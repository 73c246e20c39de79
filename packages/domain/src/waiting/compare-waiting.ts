import { colourRank } from '../colour.ts';
import type { Instant } from '../instant.ts';
import type { WaitingAlarm } from './waiting.ts';

/** The share of its own answer target an alarm has used up: 0 when it begins to count, 1 when it is due. */
export const shareUsed = (alarm: WaitingAlarm, now: Instant): number =>
  (now - alarm.colourSince) / Math.max(1, alarm.answerBy - alarm.colourSince);

/**
 * Who is answered first. Red always; the rest by the share of its own target used up (an accumulating priority
 * queue), so nothing starves. A total order: at one instant every machine sees the same list.
 */
export const compareWaiting = (a: WaitingAlarm, b: WaitingAlarm, now: Instant): number =>
  Number(b.colour === 'red') - Number(a.colour === 'red') ||
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
