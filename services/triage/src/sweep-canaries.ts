import { type Lane, seconds } from '@varde/domain';
import { type Database, sweepCanaries } from '@varde/postgres';
import type { TriageEvents } from './triage-events.ts';

/** A ring that is merely late is no reason to find its canary in another way: how late is what it is to tell. */
const RING_LIMIT = seconds(5);
/** One comes every ten seconds; of those that a long stop has left, the latest are enough. */
const AT_A_TIME = 10;

type SweepCanariesOptions = {
  readonly db: Database;
  readonly lane: Lane;
  readonly triageEvents: TriageEvents;
  readonly now: () => number;
};

/**
 * The sweep for canaries, apart from the one for events: found by it, a canary proves that the sweep works and that the
 * queue does not, which a canary that simply arrived would hide.
 */
export const createSweepCanaries =
  ({ db, lane, triageEvents, now }: SweepCanariesOptions): (() => Promise<void>) =>
  async () => {
    const found = await sweepCanaries(db, lane, now() - RING_LIMIT, AT_A_TIME);
    if (found.length > 0) await triageEvents(found);
  };
