import type { DispatchJob } from '@varde/contracts';
import type { Producer } from '@varde/queues';

/** The people first: an offer waits for nothing else. */
const PRIORITY = 1;

export type Announcer = {
  /** Alarms changed here; returns at once. */
  announce(municipalities: Iterable<string>): void;
  /** Waits for what is in hand. */
  close(): Promise<void>;
};

export type AnnouncerOptions = {
  /** null: the commit itself has told them. */
  readonly ringChanges: (() => Promise<void>) | null;
  readonly dispatch: Pick<Producer<DispatchJob>, 'ring'>;
  readonly onError: (error: unknown) => void;
};

/**
 * Tells the streams and the dispatcher that alarms changed. What changes while one telling is under way is told
 * together in the next; both have a poll or a sweep behind them, so a failure delays and loses nothing.
 */
export const createAnnouncer = ({ ringChanges, dispatch, onError }: AnnouncerOptions): Announcer => {
  let waiting = new Set<string>();
  let telling: Promise<void> | undefined;

  const tell = async (): Promise<void> => {
    while (waiting.size > 0) {
      const municipalities = waiting;
      waiting = new Set();
      const rings = [...municipalities].map((municipalityId) =>
        dispatch.ring({ municipalityId }, { priority: PRIORITY, dedupe: municipalityId }),
      );
      await Promise.all([ringChanges?.(), ...rings]).catch(onError);
    }
    telling = undefined;
  };

  return {
    announce: (municipalities) => {
      for (const id of municipalities) waiting.add(id);
      if (waiting.size > 0) telling ??= tell();
    },
    close: async () => telling,
  };
};
