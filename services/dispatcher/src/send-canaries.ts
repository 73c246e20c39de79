import { CANARY_TOPICS } from '@varde/contracts';
import { CANARY_KIND, type Instant, minutes } from '@varde/domain';
import { beginCanaries, type Database, deleteCanaryEvents, noteCanariesSent } from '@varde/postgres';

const LANES = ['alarm', 'event', 'status'] as const;
/** How long canaries of the past are kept for whoever looks into what went wrong. */
const KEPT_FOR = minutes(60);
/** More than are sent meanwhile, so that what a long stop has left behind goes too. */
const DELETED_AT_A_TIME = 100;

export type CanaryOptions = {
  readonly db: Database;
  /** Resolves when the broker has it. */
  readonly publish: (topic: string, body: string, qos: 0 | 1) => Promise<void>;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly onError: (error: unknown) => void;
};

/** Sends one canary on each topic, the very way a device sends; the one on the alarm lane goes on to the dispatch queue. */
export const createSendCanaries = ({ db, publish, now, newId, onError }: CanaryOptions): (() => Promise<void>) => {
  const bodyOf = (lane: (typeof LANES)[number], at: string): object =>
    lane === 'status' ? { at } : { id: newId(), kind: CANARY_KIND, at };

  return async () => {
    const start = now();
    // First: from a device that is not registered it would be quarantined.
    await beginCanaries(db, start);
    const at = new Date(start).toISOString();
    const outcomes = await Promise.allSettled(
      LANES.map((lane) => publish(CANARY_TOPICS[lane], JSON.stringify(bodyOf(lane, at)), 1)),
    );
    const sent = LANES.filter((_, index) => outcomes[index]?.status === 'fulfilled');
    for (const outcome of outcomes) if (outcome.status === 'rejected') onError(outcome.reason);
    await noteCanariesSent(db, sent, start);
    await deleteCanaryEvents(db, start - KEPT_FOR, DELETED_AT_A_TIME);
  };
};
