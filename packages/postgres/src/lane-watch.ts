import {
  type CanaryLane,
  type Instant,
  judgeLane,
  type LaneFacts,
  type LaneVerdict,
  SILENT_AFTER,
  seconds,
} from '@varde/domain';
import { ringChanges } from './change-log.ts';
import type { Database } from './database.ts';
import { loadToldSilences, tellReturn, tellSilence } from './lane-alarm-store.ts';
import { loadLaneFacts } from './lane-watch-store.ts';

/** Longer than a look may take with a database that is slow: we were away, or the record was. */
const AWAY = seconds(15);

export type LaneWatchOptions = {
  readonly db: Database;
  readonly now: () => Instant;
  readonly newId: () => string;
  /** This process told of a silence, or of its end. */
  readonly onTold: (lane: CanaryLane, verdict: LaneVerdict) => void;
};

export type LaneWatch = {
  /** To be called every few seconds. Rejects when the record cannot be read or written. */
  look(): Promise<void>;
  /** False where the lane is silent, and for all where we have not been able to look for that long. */
  isInOrder(lane: CanaryLane): boolean;
  /** Milliseconds since the latest canary set out that has come the whole way; since the first look, before one has. */
  age(lane: CanaryLane): number;
};

/**
 * Watches the canaries from beside the lanes. Every process that watches tells what it finds, and only the first is
 * heard: whichever of them dies, another is there.
 */
export const createLaneWatch = ({ db, now, newId, onTold }: LaneWatchOptions): LaneWatch => {
  const started = now();
  let facts: readonly LaneFacts[] = [];
  let watchedSince = started;
  let lastLook = started;

  const tell = async (lane: CanaryLane, verdict: LaneVerdict, at: Instant, wasTold: boolean): Promise<boolean> => {
    if (verdict.kind === 'silent') return tellSilence(db, lane, verdict.missing, at, newId);
    return verdict.kind === 'in-order' && wasTold ? tellReturn(db, lane, at) : false;
  };

  return {
    look: async () => {
      const at = now();
      facts = await loadLaneFacts(db, at);
      if (at - lastLook > AWAY) watchedSince = at;
      lastLook = at;
      const told = await loadToldSilences(db);
      let isNews = false;
      for (const one of facts) {
        const verdict = judgeLane(one, watchedSince, at);
        if (verdict.kind === 'silent' && told.get(one.lane) === verdict.missing) continue;
        if (!(await tell(one.lane, verdict, at, told.has(one.lane)))) continue;
        isNews = true;
        onTold(one.lane, verdict);
      }
      if (isNews) await ringChanges(db);
    },
    isInOrder: (lane) => {
      if (now() - lastLook > SILENT_AFTER) return false;
      const known = facts.find((one) => one.lane === lane);
      return known === undefined || judgeLane(known, watchedSince, now()).kind !== 'silent';
    },
    age: (lane) => now() - (facts.find((one) => one.lane === lane)?.arrived ?? started),
  };
};
