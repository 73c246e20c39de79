import { type ChangeBatch, createDatabase, listLiveSessions, startChangeFeed, touchPresence } from '@varde/postgres';
import { Counter, Gauge, repeat } from '@varde/runtime';
import type { ApiDeps } from '../deps.ts';
import { iso } from '../iso.ts';
import { answersAlarms } from '../rights.ts';
import { createCatchUp } from './catch-up.ts';
import { createBatch, eventText, withId } from './frame.ts';
import { frameChanges } from './frame-changes.ts';
import { createNamedAlarms } from './named-alarms.ts';
import { createNoteShown } from './note-shown.ts';
import type { StreamClient } from './stream-client.ts';

const PING_MS = 2_000;
/** Without a read of the change log for this long, no pings: what the console shows may be old, and it must say so. */
const FRESH_MS = 3_000;
const LOOK_AFTER_MS = 5_000;

type Deps = Pick<ApiDeps, 'db' | 'databaseUrl' | 'process' | 'log' | 'metrics' | 'now'>;

export type StreamHub = {
  /** False: the service cannot say at the moment what has changed. */
  ready(): boolean;
  /** The client hears of everything from now on, and first of everything since its cursor. */
  join(client: StreamClient, lastEventId: string | null): Promise<void>;
  leave(client: StreamClient): void;
  /** Somebody used the service: they are there. */
  seen(staffId: string): void;
  close(): Promise<void>;
};

/** One change feed for the process, and all streams that hang on it. */
export const createStreamHub = (deps: Deps): StreamHub => {
  const { db, log, now } = deps;
  const clients = new Set<StreamClient>();
  const seenLately = new Set<string>();
  let lastRead = Number.NEGATIVE_INFINITY;

  /** Of its own: a red on its way to the streams waits for nobody's list, and its statements are planned already. */
  const changesDb = createDatabase(
    { url: deps.databaseUrl, name: `${deps.process}-changes`, max: 2, prepared: true },
    (error) => log.warn({ err: error }, 'database connection'),
  );

  const open = new Gauge({ name: 'varde_streams_open', help: 'Open streams', registers: [deps.metrics] });
  const pushed = new Counter({
    name: 'varde_changes_pushed_total',
    help: 'Changes read from the log and given to the streams',
    registers: [deps.metrics],
  });

  const named = createNamedAlarms(changesDb);
  const noteShown = createNoteShown(db, deps);

  const onBatch = async ({ changes, from, to }: ChangeBatch): Promise<void> => {
    pushed.inc(changes.length);
    if (clients.size === 0) return;
    const batchFor = createBatch(await frameChanges(changesDb, changes, named.take), from, to);
    for (const client of clients) client.deliver(batchFor(client.who));
    noteShown(changes, clients);
  };

  const feed = startChangeFeed({
    db: changesDb,
    url: deps.databaseUrl,
    name: deps.process,
    onBatch,
    onNamed: (alarmIds) => {
      if (clients.size > 0) named.begin(alarmIds);
    },
    onRead: () => {
      lastRead = now();
    },
    onError: (error) => log.warn({ err: error }, 'change feed interrupted'),
  });

  const isFresh = (): boolean => now() - lastRead <= FRESH_MS;

  const pinger = setInterval(() => {
    const cursor = feed.cursor();
    if (cursor === null || !isFresh()) return;
    const text = eventText('ping', { at: iso(now()) });
    for (const client of clients) if (client.live) client.send(cursor, text);
  }, PING_MS);

  /** A stream outlives the request that opened it, but neither its token nor its session. */
  const endStale = async (): Promise<void> => {
    const sessionIds = [...clients].flatMap(({ who }) => who.sessionId ?? []);
    const standing = await listLiveSessions(db, sessionIds, now());
    for (const client of clients) {
      const { sessionId, expiresAt } = client.who;
      if (expiresAt <= now() || (sessionId !== null && !standing.has(sessionId))) client.close();
    }
  };

  const lookAfter = async (): Promise<void> => {
    for (const { who } of clients) if (answersAlarms(who.role)) seenLately.add(who.id);
    const there = [...seenLately];
    seenLately.clear();
    await touchPresence(db, there, now());
    await endStale();
  };
  const looker = repeat({
    pause: LOOK_AFTER_MS,
    run: lookAfter,
    onError: (error) => log.warn({ err: error }, 'streams not looked after'),
  });

  const catchUp = createCatchUp(db);

  /** The first a client gets: a greeting and what it missed, or that it missed too much. */
  const openingFor = async (client: StreamClient, present: string, lastEventId: string | null): Promise<Buffer> => {
    const greeting = (cursor: string, event: 'hello' | 'reset'): Buffer =>
      Buffer.from(withId(cursor, eventText(event, { at: iso(now()) })));
    if (lastEventId === null) return greeting(present, 'hello');
    const missed = await catchUp(client.who, lastEventId);
    return missed === null ? greeting(present, 'reset') : Buffer.concat([greeting(lastEventId, 'hello'), missed]);
  };

  const join: StreamHub['join'] = async (client, lastEventId) => {
    const present = feed.cursor();
    if (present === null) throw new Error('joined before the feed was ready');
    // Counted as present before the page asks how many are.
    if (answersAlarms(client.who.role)) await touchPresence(db, [client.who.id], now());
    // From here on batches are held for it, so what commits while it catches up is not lost in between.
    clients.add(client);
    open.set(clients.size);
    client.goLive(await openingFor(client, present, lastEventId));
  };

  return {
    ready: () => feed.cursor() !== null && isFresh(),
    join,
    leave: (client) => {
      clients.delete(client);
      open.set(clients.size);
    },
    seen: (staffId) => seenLately.add(staffId),
    close: async () => {
      clearInterval(pinger);
      for (const client of clients) client.close();
      await looker.close();
      await feed.close();
      await changesDb.destroy();
    },
  };
};
