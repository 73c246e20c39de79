import pg from 'pg';
import { alarmsRung } from './change-log.ts';
import { type Change, readChanges, readSafeCursor } from './change-reader.ts';
import type { Database } from './database.ts';

export type ChangeBatch = {
  readonly changes: readonly Change[];
  /** Whoever has everything before this batch holds `from`; whoever has this batch too holds `to`. */
  readonly from: string;
  readonly to: string;
};

export type ChangeFeedOptions = {
  readonly db: Database;
  /** For a connection of its own, which listens. */
  readonly url: string;
  readonly name: string;
  /** Awaited before the next batch is read; a rejection leaves the cursor where it is, and the batch comes again. */
  readonly onBatch: (batch: ChangeBatch) => Promise<void>;
  /** Called at each ring that names the alarms it is about, as the log begins to be read. */
  readonly onNamed?: (alarmIds: readonly string[]) => void;
  /** Called at each read that found the database answering, with changes or without. */
  readonly onRead: () => void;
  readonly onError: (error: Error) => void;
};

export type ChangeFeed = {
  /** Everything before it has been handed to `onBatch`. null until the database first answered. */
  cursor(): string | null;
  close(): Promise<void>;
};

const POLL_MS = 1_000;
const BATCH_LIMIT = 2_000;

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));

/** LISTEN on a connection of its own, opened again whenever it is lost. The poll makes good what it misses. */
const listen = (options: ChangeFeedOptions, ring: () => void): { close(): Promise<void> } => {
  let closed = false;
  let current: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  const connect = (): void => {
    const client = new pg.Client({
      connectionString: options.url,
      application_name: `${options.name}-listen`,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    current = client;
    const lose = (): void => {
      if (closed || current !== client) return;
      current = null;
      client.end().catch(() => undefined);
      retry = setTimeout(connect, POLL_MS);
    };
    client.on('notification', ({ payload }) => {
      ring();
      const named = alarmsRung(payload);
      if (named.length > 0) options.onNamed?.(named);
    });
    client.on('end', lose);
    client.on('error', (error) => {
      options.onError(error);
      lose();
    });
    const begin = async (): Promise<void> => {
      await client.connect();
      await client.query('listen varde_changes');
      ring();
    };
    begin().catch((reason: unknown) => {
      options.onError(asError(reason));
      lose();
    });
  };
  connect();
  return {
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await current?.end().catch(() => undefined);
    },
  };
};

/**
 * Hands every change row on once, as soon as it is visible. Rung by NOTIFY and polling each second behind it; while
 * one batch is handed on, the next gathers.
 */
export const startChangeFeed = (options: ChangeFeedOptions): ChangeFeed => {
  let closed = false;
  let rung = false;
  let cursor: string | null = null;
  /** What was read at or above the cursor: seq → xid. Holds as much as the oldest open transaction lets commit. */
  let read = new Map<number, bigint>();
  let wake = (): void => undefined;
  const ring = (): void => {
    rung = true;
    wake();
  };

  const step = async (): Promise<void> => {
    cursor ??= await readSafeCursor(options.db);
    const page = await readChanges(options.db, { from: cursor, skip: [...read.keys()], limit: BATCH_LIMIT });
    options.onRead();
    if (page.changes.length > 0) await options.onBatch({ changes: page.changes, from: cursor, to: page.next });
    for (const change of page.changes) read.set(change.seq, BigInt(change.xid));
    const safe = BigInt(page.next);
    read = new Map([...read].filter(([, xid]) => xid >= safe));
    cursor = page.next;
    if (!page.complete) rung = true;
  };

  const run = async (): Promise<void> => {
    while (!closed) {
      rung = false;
      await step().catch((reason: unknown) => {
        rung = false;
        options.onError(asError(reason));
      });
      if (rung || closed) continue;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, POLL_MS);
      });
      clearTimeout(timer);
    }
  };

  const listener = listen(options, ring);
  const running = run();
  return {
    cursor: () => cursor,
    close: async () => {
      closed = true;
      wake();
      await listener.close();
      await running;
    },
  };
};
