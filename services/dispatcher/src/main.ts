import { dispatchJobSchema, QUEUE_NAMES } from '@varde/contracts';
import { CANARY_MUNICIPALITY } from '@varde/domain';
import { connectMqtt, serviceClientId } from '@varde/mqtt';
import { createDatabase, pingDatabase, ringChanges } from '@varde/postgres';
import { createConsumer } from '@varde/queues';
import { createLog, createMetrics, readConfig, repeat, runMain, type Start, serveHealth } from '@varde/runtime';
import { createBackgroundBroker } from './broker-in-background.ts';
import { startCanaries } from './canaries.ts';
import { configSchema } from './config.ts';
import { createDispatch } from './dispatch.ts';
import { createDrainReceipts } from './drain-receipts.ts';
import { createDispatcherMetrics } from './metrics.ts';
import { createSendCommands } from './send-commands.ts';

/** Milliseconds between two sweeps: how late a clock may ring when no job wakes the dispatcher. */
const SWEEP_PAUSE = 1_000;
/** Milliseconds to wait for an alarm or an operator that a frozen process may hold: other alarms wait behind it. */
const LOCK_LIMIT = 250;
/** Milliseconds for one try at the broker. */
const CONNECT_LIMIT = 3_000;

export const start: Start = async (env) => {
  const config = readConfig(configSchema, env);
  const name = config.VARDE_PROCESS;
  const log = createLog(name, config.VARDE_LOG_LEVEL);
  const registry = createMetrics(name);
  const metrics = createDispatcherMetrics(registry);
  const warn = (message: string) => (error: unknown) => log.warn({ err: error }, message);

  const db = createDatabase(
    { url: config.VARDE_DATABASE_URL, name, lockTimeout: LOCK_LIMIT, prepared: true },
    warn('database connection'),
  );
  const mqtt = {
    url: config.VARDE_MQTT_URL,
    username: config.VARDE_MQTT_USERNAME,
    password: config.VARDE_MQTT_PASSWORD,
    clientId: serviceClientId(name, config.VARDE_MQTT_CLIENT_SECRET),
    connectLimit: CONNECT_LIMIT,
    onError: warn('broker connection'),
  };
  const broker = createBackgroundBroker(() => connectMqtt(mqtt), warn('broker not reached'));

  const dispatch = createDispatch({ db, now: Date.now, announce: () => ringChanges(db), metrics });
  const drainReceipts = createDrainReceipts({ db, publish: broker.publish, onError: metrics.receiptsFailed });
  const sendCommands = createSendCommands({
    ...{ db, now: Date.now, publish: broker.publish },
    onError: warn('command not sent'),
  });
  const sweeps = [
    repeat({ pause: SWEEP_PAUSE, run: () => dispatch(null), onError: warn('dispatch sweep failed') }),
    repeat({ pause: SWEEP_PAUSE, run: drainReceipts, onError: warn('receipts not sent') }),
    repeat({ pause: SWEEP_PAUSE, run: sendCommands, onError: warn('commands not sent') }),
  ];
  const canaries = startCanaries({ db, publish: broker.publish, log, registry });
  const consumer = createConsumer({
    url: config.VARDE_QUEUE_URL,
    queue: QUEUE_NAMES.dispatch,
    concurrency: 1,
    handle: async (payload) => {
      const { municipalityId } = dispatchJobSchema.parse(payload);
      // What devices are told does not hold up the next offer.
      drainReceipts().catch(warn('receipts not sent'));
      sendCommands().catch(warn('commands not sent'));
      if (municipalityId === CANARY_MUNICIPALITY) return canaries.arrived();
      await dispatch(municipalityId);
    },
    onError: warn('queue connection'),
    onRenewed: metrics.workerRenewed,
  });

  const health = await serveHealth(
    config.VARDE_HEALTH_PORT,
    { postgres: () => pingDatabase(db), queue: consumer.ping, broker: broker.ping, ...canaries.checks },
    registry,
  );
  log.info({ healthPort: health.port }, 'dispatcher runs');
  return {
    close: async () => {
      await consumer.close();
      await Promise.all([...sweeps, canaries].map((one) => one.close()));
      await broker.close();
      await health.close();
      await db.destroy();
    },
  };
};

if (import.meta.main) await runMain(start);
