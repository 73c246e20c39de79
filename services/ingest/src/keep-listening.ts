import { type Instant, type Listening, seconds } from '@varde/domain';

/** Between two notes at most; after a longer time nobody knows what went by (frozen, or the machine asleep). */
const MOST_APART = seconds(20);

export type ListeningOptions = {
  /** Rejects while the broker is not connected. */
  readonly connected: () => Promise<void>;
  readonly save: (stretch: Listening) => Promise<void>;
  readonly now: () => Instant;
};

/**
 * Notes, each time it is called, that heartbeats can come through: heard from the broker and written. The stretch of
 * time grows as long as both hold; whichever fails ends it, and the next time begins another. What lies between two
 * stretches is silence of ours, whoever died.
 */
export const keepListening = ({ connected, save, now }: ListeningOptions): (() => Promise<void>) => {
  let stretch: Listening | null = null;
  return async () => {
    const before: Listening | null = stretch;
    // Until proven again.
    stretch = null;
    await connected();
    const until = now();
    const since: Instant = before !== null && until - before.until <= MOST_APART ? before.since : until;
    await save({ since, until });
    stretch = { since, until };
  };
};
