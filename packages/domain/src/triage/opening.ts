import { responderOut } from '../alarm/responder-out.ts';
import { minutes } from '../instant.ts';
import { effectiveAt } from './effective-at.ts';
import type { TriageFacts } from './triage.ts';

/** Whoever is early or late by less than this is expected (assumed: clocks and routes are no better). */
export const OPENING_GRACE = minutes(10);

/** The kinds that say that somebody has opened it; every one is recorded, and one that nothing explains is an alarm. */
const OPENINGS: readonly string[] = ['key-box-opened'];

export const isOpening = (kind: string): boolean => OPENINGS.includes(kind);

/** Opened, and neither a visit nor an alarm in hand explains it. */
export const isUnexplainedOpening = (facts: Pick<TriageFacts, 'event' | 'responders' | 'unlockRights'>): boolean => {
  const { event, responders, unlockRights } = facts;
  if (!isOpening(event.kind)) return false;
  const at = effectiveAt(event);
  const expected = unlockRights.some(({ from, until }) => from - OPENING_GRACE <= at && at <= until + OPENING_GRACE);
  return !expected && !responders.some((responder) => responderOut({ responder }));
};
