import type { Instant } from '../instant.ts';
import type { TriageEvent } from './triage.ts';

/** When an event counts as having happened: a clock that is ahead is not believed, our own is. */
export const effectiveAt = (event: Pick<TriageEvent, 'at' | 'receivedAt' | 'marks'>): Instant =>
  event.marks.includes('clock-ahead') ? event.receivedAt : event.at;
