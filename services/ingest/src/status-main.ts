import { channelFilter } from '@varde/contracts';
import { connectMqtt, serviceClientId } from '@varde/mqtt';
import { createDatabase, pingDatabase, saveDeviceStatuses, saveListening } from '@varde/postgres';
import {
  commonConfig,
  createLog,
  createMetrics,
  mqttConfig,
  readConfig,
  repeat,
  runMain,
  type Start,
  serveHealth,
  sharePriority,
} from '@varde/runtime';
import { z } from 'zod';
import { hearStatus } from './hear-status.ts';
import { keepListening } from './keep-listening.ts';
import { createStatusBuffer } from './status-buffer.ts';
import { createStatusMetrics } from './status-metrics.ts';
import { startStatusWriter } from './status-writer.ts';

/** Milliseconds between two notes that heartbeats come through. */
const LISTENING_PAUSE = 5_000;

const configSchema = z.object({ ...commonConfig, ...mqttConfig });

/** The lane of the heartbeats: no queue, no receipts, one connection that acknowledges nothing. */
export const start: Start = async (env) => {
  const config = readConfig(configSchema, env);
  const name = config.VARDE_PROCESS;
  const log = createLog(name, config.VARDE_LOG_LEVEL);
  const registry = createMetrics(name);
  const metrics = createStatusMetrics(registry);
  const warn = (message: string) => (error: unknown) => log.warn({ err: error }, message);

  const db = createDatabase(
    { url: config.VARDE_DATABASE_URL, name, max: 2, onLocalServer: sharePriority },
    warn('database connection'),
  );
  const statuses = createStatusBuffer({
    save: (given) => saveDeviceStatuses(db, given),
    steady: () => performance.now(),
    onLeftOut: metrics.leftOut,
  });
  metrics.watch(statuses);
  const writer = startStatusWriter(statuses, warn('contacts not written'));
  const broker = await connectMqtt({
    url: config.VARDE_MQTT_URL,
    username: config.VARDE_MQTT_USERNAME,
    password: config.VARDE_MQTT_PASSWORD,
    clientId: serviceClientId(name, config.VARDE_MQTT_CLIENT_SECRET),
    onError: warn('broker connection'),
  });
  // QoS 0: whatever a heartbeat was sent with, the next one makes good its loss, and the broker keeps none of it.
  await broker.subscribe([channelFilter('status')], 0, (packet) => {
    metrics.heard();
    if (!packet.retain) hearStatus(statuses, packet, Date.now());
  });
  const listening = repeat({
    pause: LISTENING_PAUSE,
    run: keepListening({
      connected: broker.ping,
      save: (stretch) => saveListening(db, name, stretch),
      now: Date.now,
    }),
    onError: warn('not listening'),
  });

  const health = await serveHealth(
    config.VARDE_HEALTH_PORT,
    { postgres: () => pingDatabase(db), broker: broker.ping },
    registry,
  );
  log.info({ healthPort: health.port }, 'status lane runs');
  return {
    close: async () => {
      await listening.close();
      await broker.close();
      await writer.close();
      await health.close();
      await db.destroy();
    },
  };
};

if (import.meta.main) await runMain(start);
