import { EVENT_KINDS, type Lane } from '@varde/domain';
import { type Database, findUndecidedEvents } from '@varde/postgres';
import type { Failures } from './failures.ts';
import { createSweepCanaries } from './sweep-canaries.ts';
import type { TriageEvents } from './triage-events.ts';

/** Events in one sweep at most; then the next one comes. */
const SWEPT = 10_000;

/**
 * How each lane is swept. Alarms are decided one at a time, a few at once: none waits for another's batch. Few are
 * found at a time: each look gives every device its turn, so a fire does not wait until another's flood is through.
 */
const MANNERS = {
  alarm: { pause: 1_000, age: 500, found: 50, batch: 1, together: 4 },
  event: { pause: 2_000, age: 2_000, found: 500, batch: 500, together: 1 },
} as const;

/** Milliseconds between two sweeps. */
export const sweepPause = (lane: Lane): number => MANNERS[lane].pause;

export type SweepOptions = {
  readonly db: Database;
  readonly lane: Lane;
  readonly triageEvents: TriageEvents;
  readonly failures: Failures;
  readonly now: () => number;
  readonly onFound: (events: number) => void;
};

const RED_KINDS = Object.entries(EVENT_KINDS).flatMap(([kind, entry]) => (entry.triage === 'red' ? [kind] : []));

/** Finds events that are stored and not decided, and runs on them the very function the jobs run. */
export const createSweep = (options: SweepOptions): (() => Promise<void>) => {
  const { db, lane, triageEvents, failures, now, onFound } = options;
  const { age, found: limit, batch, together } = MANNERS[lane];

  const triageAll = async (ids: readonly string[]): Promise<void> => {
    const batches = Array.from({ length: Math.ceil(ids.length / batch) }, (_, i) =>
      ids.slice(i * batch, (i + 1) * batch),
    );
    const work = async (): Promise<void> => {
      for (let next = batches.shift(); next !== undefined; next = batches.shift()) await triageEvents(next);
    };
    const ended = await Promise.allSettled(Array.from({ length: together }, work));
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
  };

  const sweepCanaries = createSweepCanaries(options);
  const sweepEvents = async (): Promise<void> => {
    for (let swept = 0; swept < SWEPT; swept += limit) {
      const found = await findUndecidedEvents(db, {
        lane,
        receivedBefore: now() - age,
        limit,
        urgentKinds: RED_KINDS,
        except: failures.waiting(),
      });
      if (found.length > 0) onFound(found.length);
      await triageAll(found);
      if (found.length < limit) return;
    }
  };

  // Last: one that is found proves that the sweep has come through what people wait for.
  return async () => {
    await sweepEvents();
    await sweepCanaries();
  };
};
