import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Observer } from '../device/device-client.ts';
import type { Kept } from '../device/outbox.ts';

/** Says when a time of the steady clock was, in epoch milliseconds with decimals. */
export type EpochOf = (steady: number) => number;

/** Written together: a line at a time would cost more than what it tells of. */
const CHUNK = 64 * 1024;

/** Microseconds are enough. */
const rounded = (instant: number): number => Math.round(instant * 1_000) / 1_000;

/** What was sent and what became of it, as `npm run ledger` reads it. */
const bookLine = (kept: Kept, epochOf: EpochOf): string => {
  const { deviceId, message, lane, since, tries, publishedAt, state, settledAt } = kept;
  const { id, kind, at, seq, test } = message;
  return JSON.stringify({
    deviceId,
    id,
    kind,
    at,
    lane,
    seq,
    test,
    sentAt: rounded(epochOf(since)),
    publishedAt: publishedAt === null ? null : rounded(epochOf(publishedAt)),
    tries,
    state,
    settledAt: settledAt === null ? null : rounded(epochOf(settledAt)),
  });
};

export type Book = {
  write(kept: Kept): void;
  /** Resolves when the file holds all of it. */
  close(): Promise<void>;
};

/** The book of a run: a line (NDJSON) for each message, once it is settled or given up. Rejects: the file cannot be. */
export const openBook = async (file: string, epochOf: EpochOf): Promise<Book> => {
  const stream = createWriteStream(file, { highWaterMark: 16 * CHUNK });
  await once(stream, 'open');
  let chunk = '';
  return {
    write(kept) {
      chunk += `${bookLine(kept, epochOf)}\n`;
      if (chunk.length < CHUNK) return;
      stream.write(chunk);
      chunk = '';
    },
    async close() {
      stream.end(chunk);
      await once(stream, 'close');
    },
  };
};

/** An observer that also keeps the book. */
export const keepBook = (observer: Observer, book: Book): Observer => ({
  said: observer.said,
  resent: observer.resent,
  heartbeat: observer.heartbeat,
  unreadableReceipt: observer.unreadableReceipt,
  dropped(kept) {
    observer.dropped(kept);
    book.write(kept);
  },
  receipt(receipt, kept) {
    observer.receipt(receipt, kept);
    if (kept !== undefined) book.write(kept);
  },
});
