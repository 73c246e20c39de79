import type { Alarm, ResponderStatus } from './alarm.ts';

const FINISHED: readonly ResponderStatus[] = ['done', 'called-off'];

/** Somebody has been sent and is neither done nor called off: there is a person at a door, or on the way to one. */
export const responderOut = (alarm: Pick<Alarm, 'responder'>): boolean =>
  alarm.responder !== null && !FINISHED.includes(alarm.responder);
