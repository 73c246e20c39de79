import { randomUUID } from 'node:crypto';
import { QUEUE_NAMES, triageJobSchema } from '@varde/contracts';
import { createDatabase, pingDatabase, ringChanges } from '@varde/postgres';
import { createConsumer, createProducer } from '@varde/queues';
import {
  createLog,
  createMetrics,
  readConfig,
  repeat,
  runMain,
  type Start,
  serveHealth,
  sharePriority,
} from '@varde/runtime';
import { createAnnouncer } from './announcer.ts';
import { configSchema } from './config.ts';
import { createFailures } from './failures.ts';
import { createTriageMetrics } from './metrics.ts';
import { createSweep, sweepPause } from './sweep.ts';
import { createTriageEvents } from './triage-events.ts';
import { startWatches } from './watch/watches.ts';

/** Jobs at once: alarms are one event each; batches of events would wait for each other's devices. */
const CONCURRENCY = { alarm: 4, event: 1 } as const;
/** A triage process that freezes with devices locked holds up the other lane's alarms for this long at most. */
const FROZEN_LIMIT = 1_000;
/**
 * A batch of the event lane that waits for one row holds many devices meanwhile, and their alarms with them; an alarm
 * holds its own device only, and waits.
 */
const LOCK_LIMIT = { alarm: {}, event: { lockTimeout: 300 } } as const;

/** One alarm tells the streams with its commit, a way there and back earlier; a batch after it, since NOTIFY serialises. */
const RINGS_IN_COMMIT = { alarm: true, event: false } as const;

export const start: Start = async (env) => {
  const config = readConfig(configSchema, env);
  const name = config.VARDE_PROCESS;
  const lane = config.VARDE_LANE;
  const log = createLog(name, config.VARDE_LOG_LEVEL);
  const registry = createMetrics(name);
  const metrics = createTriageMetrics(registry);
  const warn = (message: string) => (error: unknown) => log.warn({ err: error }, message);

  const db = createDatabase(
    {
      url: config.VARDE_DATABASE_URL,
      name,
      prepared: true,
      onLocalServer: sharePriority,
      idleInTransactionTimeout: FROZEN_LIMIT,
      ...LOCK_LIMIT[lane],
    },
    warn('database connection'),
  );
  const queue = { url: config.VARDE_QUEUE_URL, onError: warn('queue connection') };
  const dispatch = createProducer({ ...queue, queue: QUEUE_NAMES.dispatch });
  const onError = warn('changes not announced');
  const ringsInCommit = RINGS_IN_COMMIT[lane];
  const announcer = createAnnouncer({ ringChanges: ringsInCommit ? null : () => ringChanges(db), dispatch, onError });

  const failures = createFailures(Date.now);
  const { announce } = announcer;
  const triageEvents = createTriageEvents({
    db,
    lane,
    ringsInCommit,
    failures,
    announce,
    metrics,
    log,
    now: Date.now,
    newId: randomUUID,
  });
  const sweep = repeat({
    pause: sweepPause(lane),
    run: createSweep({ db, lane, triageEvents, failures, now: Date.now, onFound: (n) => metrics.swept(lane, n) }),
    onError: warn('sweep failed'),
  });
  const watching = { db, now: Date.now, newId: randomUUID, announce, triageEvents };
  const watches = lane === 'event' ? startWatches(watching, warn('watch failed')) : null;
  const consumer = createConsumer({
    ...queue,
    queue: QUEUE_NAMES[lane],
    concurrency: CONCURRENCY[lane],
    onRenewed: () => metrics.renewed(lane),
    handle: (payload) => triageEvents(triageJobSchema.parse(payload).eventIds),
  });

  const health = await serveHealth(
    config.VARDE_HEALTH_PORT,
    { postgres: () => pingDatabase(db), queue: consumer.ping },
    registry,
  );
  log.info({ lane, healthPort: health.port }, 'triage runs');
  return {
    close: async () => {
      await consumer.close();
      await sweep.close();
      await watches?.close();
      await announcer.close();
      await dispatch.close();
      await health.close();
      await db.destroy();
    },
  };
};

if (import.meta.main) await runMain(start);
