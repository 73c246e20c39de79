import type { ServerResponse } from 'node:http';
import type { Identity } from '../identity/identity.ts';
import { batchText, type Frame, withId } from './frame.ts';

/** What a client may leave unread before it is cut off; it comes back with its cursor, and nothing is lost. */
const UNREAD_LIMIT = 4 * 1024 * 1024;

export type StreamClient = {
  readonly who: Identity;
  /** A batch of the feed: sent at once, or held back until the client has caught up. */
  deliver(frames: readonly Frame[], from: string, to: string): void;
  /** Something outside the order of changes, under this cursor. */
  send(cursor: string, text: string): void;
  /** Sends what was held back; from now on batches go out at once. */
  goLive(): void;
  readonly live: boolean;
  close(): void;
};

const isFor = (who: Identity, frame: Frame): boolean =>
  frame.municipalityId === who.municipalityId && (frame.staffId === null || frame.staffId === who.id);

/** One open stream. Writes never wait: a client too slow to read is cut off, the others notice nothing. */
export const createStreamClient = (who: Identity, response: ServerResponse): StreamClient => {
  let held: string[] | null = [];
  let heldLength = 0;

  const write = (text: string): void => {
    if (response.destroyed || response.writableEnded) return;
    response.write(text);
    if (response.writableLength > UNREAD_LIMIT) response.destroy();
  };

  return {
    who,
    get live() {
      return held === null;
    },
    deliver: (frames, from, to) => {
      const text = batchText(
        frames.filter((frame) => isFor(who, frame)),
        from,
        to,
      );
      if (text === '') return;
      if (held === null) {
        write(text);
        return;
      }
      held.push(text);
      heldLength += text.length;
      if (heldLength > UNREAD_LIMIT) response.destroy();
    },
    send: (cursor, text) => write(withId(cursor, text)),
    goLive: () => {
      const before = held ?? [];
      held = null;
      if (before.length > 0) write(before.join(''));
    },
    close: () => {
      response.end();
    },
  };
};
