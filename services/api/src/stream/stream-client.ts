import type { ServerResponse } from 'node:http';
import type { Identity } from '../identity/identity.ts';
import { withId } from './frame.ts';

/** What a client may leave unread before it is cut off; it comes back with its cursor, and nothing is lost. */
const UNREAD_LIMIT = 4 * 1024 * 1024;

export type StreamClient = {
  readonly who: Identity;
  /** A batch of the feed: sent at once, or held back until the client has caught up. */
  deliver(batch: Buffer): void;
  /** Something outside the order of changes, under this cursor. */
  send(cursor: string, text: string): void;
  /** Sends this, then what was held back; from now on batches go out at once. */
  goLive(opening: Buffer): void;
  readonly live: boolean;
  close(): void;
};

/** One open stream. Writes never wait: a client too slow to read is cut off, the others notice nothing. */
export const createStreamClient = (who: Identity, response: ServerResponse): StreamClient => {
  let held: Buffer[] | null = [];
  let heldLength = 0;

  const write = (text: string | Buffer): void => {
    if (response.destroyed || response.writableEnded) return;
    response.write(text);
    if (response.writableLength > UNREAD_LIMIT) response.destroy();
  };

  return {
    who,
    get live() {
      return held === null;
    },
    deliver: (batch) => {
      if (batch.length === 0) return;
      if (held === null) {
        write(batch);
        return;
      }
      held.push(batch);
      heldLength += batch.length;
      if (heldLength > UNREAD_LIMIT) response.destroy();
    },
    send: (cursor, text) => write(withId(cursor, text)),
    goLive: (opening) => {
      write(Buffer.concat([opening, ...(held ?? [])]));
      held = null;
    },
    close: () => {
      response.end();
    },
  };
};
