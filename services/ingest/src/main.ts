import { randomUUID } from 'node:crypto';
import { QUEUE_NAMES } from '@varde/contracts';
import { connectMqtt, consume, serviceClientId } from '@varde/mqtt';
import {
  createDatabase,
  loadDeviceIdentities,
  noteTestMessages,
  pingDatabase,
  saveDeviceStatuses,
} from '@varde/postgres';
import { createProducer } from '@varde/queues';
import { createLog, createMetrics, readConfig, runMain, type Start, serveHealth, sharePriority } from '@varde/runtime';
import { configSchema } from './config.ts';
import { createDeviceRegistry } from './device-registry.ts';
import { guardBacklog } from './guard-backlog.ts';
import { createHearCommandResult } from './hear-command-result.ts';
import { createIngest } from './ingest-service.ts';
import { createIngestMetrics } from './metrics.ts';
import { createNoteTests } from './note-tests.ts';
import { createReceiptSender } from './receipts.ts';
import { createRinger } from './ringer.ts';
import { createStatusBuffer } from './status-buffer.ts';
import { createStatusMetrics } from './status-metrics.ts';
import { createStoreDeliveries } from './store-deliveries.ts';
import { subscriptionOf } from './subscription.ts';

export const start: Start = async (env) => {
  const config = readConfig(configSchema, env);
  const name = config.VARDE_PROCESS;
  const lane = config.VARDE_LANE;
  const log = createLog(name, config.VARDE_LOG_LEVEL);
  const registry = createMetrics(name);
  const metrics = createIngestMetrics(registry);
  const warn = (message: string) => (error: unknown) => log.warn({ err: error }, message);

  const db = createDatabase(
    { url: config.VARDE_DATABASE_URL, name, prepared: true, onLocalServer: sharePriority },
    warn('database connection'),
  );
  const queue = { url: config.VARDE_QUEUE_URL, onError: warn('queue connection') };
  const producers = {
    alarm: createProducer({ ...queue, queue: QUEUE_NAMES.alarm }),
    event: createProducer({ ...queue, queue: QUEUE_NAMES.event }),
  };
  const broker = {
    url: config.VARDE_MQTT_URL,
    username: config.VARDE_MQTT_USERNAME,
    password: config.VARDE_MQTT_PASSWORD,
    onError: warn('broker connection'),
  };
  const secret = config.VARDE_MQTT_CLIENT_SECRET;
  const receipts = await connectMqtt({ ...broker, clientId: serviceClientId(`${name}-receipts`, secret) });

  const statusMetrics = createStatusMetrics(registry);
  const statuses = createStatusBuffer({
    save: (given) => saveDeviceStatuses(db, given),
    steady: () => performance.now(),
    onLeftOut: statusMetrics.leftOut,
  });
  statusMetrics.watch(statuses);
  const limit = config.VARDE_BACKLOG_LIMIT;
  const backlog = lane === 'event' ? guardBacklog({ db, limit, log, registry }) : null;
  const ingest = createIngest({
    lane,
    store: createStoreDeliveries({
      db,
      registry: createDeviceRegistry((ids) => loadDeviceIdentities(db, ids), Date.now),
      newId: randomUUID,
    }),
    sendReceipts: createReceiptSender(receipts.publishTogether, metrics.receiptsFailed),
    noteTests: createNoteTests((messages) => noteTestMessages(db, messages), Date.now, warn('test not noted')),
    ring: createRinger(producers, metrics.ringFailed, Date.now),
    statuses,
    metrics,
    now: Date.now,
    onStatusError: warn('contacts not written'),
    hearCommandResult: createHearCommandResult(db, Date.now),
    passGate: async () => backlog?.pass(),
  });
  const { handle } = ingest;
  const intake = await consume({ ...broker, ...subscriptionOf(config), qos: 1, handle, onRetained: metrics.retained });

  const health = await serveHealth(
    config.VARDE_HEALTH_PORT,
    {
      postgres: () => pingDatabase(db),
      queue: producers[lane].ping,
      broker: intake.ping,
      ...(backlog && { backlog: backlog.check }),
    },
    registry,
  );
  log.info({ lane, healthPort: health.port }, 'ingest runs');
  return {
    close: async () => {
      await backlog?.close();
      await intake.close();
      await ingest.close();
      await receipts.close();
      await Promise.all([producers.alarm.close(), producers.event.close()]);
      await health.close();
      await db.destroy();
    },
  };
};

if (import.meta.main) await runMain(start);
