import type { DeviceMessage } from '@varde/contracts';
import type { Lane } from '@varde/domain';
import type { Room } from './room.ts';

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

export type Outbox = {
  readonly size: number;
  readonly waiting: Iterable<Kept>;
  holds(kept: Kept): boolean;
  /** Gives back what had to go to make room: an older event for a call, else the newcomer itself. */
  put(kept: Kept): Kept | null;
  /** It has a receipt: forgets it. undefined: it was not waiting. */
  settle(id: string): Kept | undefined;
};

/** What a device holds until the service has said that it is stored. A call for help outranks an event in it. */
export const createOutbox = (room: Room): Outbox => {
  const waiting = new Map<string, Kept>();

  const remove = (id: string): Kept | undefined => {
    const kept = waiting.get(id);
    if (kept === undefined) return undefined;
    waiting.delete(id);
    room.give();
    return kept;
  };

  const makeRoom = (newcomer: Kept): Kept | null => {
    if (!room.full) return null;
    const least = newcomer.lane === 'event' ? undefined : [...waiting.values()].find(({ lane }) => lane === 'event');
    return least === undefined ? newcomer : (remove(least.message.id) ?? null);
  };

  return {
    get size() {
      return waiting.size;
    },
    get waiting() {
      return waiting.values();
    },
    holds: (kept) => waiting.get(kept.message.id) === kept,
    put(kept) {
      const dropped = makeRoom(kept);
      if (dropped === kept) return dropped;
      waiting.set(kept.message.id, kept);
      room.take();
      return dropped;
    },
    settle: remove,
  };
};
