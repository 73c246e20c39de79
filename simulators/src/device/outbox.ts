import type { DeviceMessage } from '@varde/contracts';
import type { Lane } from '@varde/domain';

/** A message and what has become of it; all times on the steady clock. */
export type Kept = {
  readonly deviceId: string;
  readonly message: DeviceMessage;
  readonly lane: Lane;
  /** When it happened, or should have been sent. */
  readonly since: number;
  /** How often it has been sent. */
  tries: number;
  /** When it was sent first. */
  publishedAt: number | null;
  /** When it goes out (again). */
  dueAt: number;
  /** What its receipt said, and when. */
  state: 'stored' | 'rejected' | null;
  settledAt: number | null;
};

/** Again after 2, 4, 8 … 60 s. */
export const resendDelay = (tries: number): number => Math.min(2 ** tries, 60) * 1_000;

export type Outbox = {
  readonly size: number;
  readonly waiting: Iterable<Kept>;
  /** Gives back what had to go to make room: an older event for a call, else the newcomer itself. */
  put(kept: Kept): Kept | null;
  due(now: number): Kept[];
  /** It has a receipt: forgets it. undefined: it was not waiting. */
  settle(id: string): Kept | undefined;
};

/** What a device holds until the service has said that it is stored. A call for help outranks an event in it. */
export const createOutbox = (limit: number): Outbox => {
  const waiting = new Map<string, Kept>();

  const makeRoom = (newcomer: Kept): Kept | null => {
    if (waiting.size < limit) return null;
    if (newcomer.lane === 'event') return newcomer;
    return [...waiting.values()].find((kept) => kept.lane === 'event') ?? newcomer;
  };

  return {
    get size() {
      return waiting.size;
    },
    get waiting() {
      return waiting.values();
    },
    put(kept) {
      const dropped = makeRoom(kept);
      if (dropped !== kept) {
        if (dropped !== null) waiting.delete(dropped.message.id);
        waiting.set(kept.message.id, kept);
      }
      return dropped;
    },
    due: (now) => [...waiting.values()].filter((kept) => kept.dueAt <= now),
    settle(id) {
      const kept = waiting.get(id);
      waiting.delete(id);
      return kept;
    },
  };
};
