import { randomUUID } from 'node:crypto';
import { createBrokerAccounts, serviceClientId } from '@varde/mqtt';
import { createDatabase, readSafeCursor } from '@varde/postgres';
import { createProducer } from '@varde/queues';
import { createLog, createMetrics, type Env, type Running, runMain } from '@varde/runtime';
import { createApi } from './app.ts';
import { reachBroker } from './broker-check.ts';
import { readApiConfig } from './config.ts';
import { whenConnected } from './device/when-connected.ts';
import { createIdentityProvider } from './identity/identity-provider.ts';
import { watchLanes } from './watch-lanes.ts';

export const start = async (env: Env): Promise<Running> => {
  const config = readApiConfig(env);
  const log = createLog(config.VARDE_PROCESS, config.VARDE_LOG_LEVEL);
  const warn =
    (message: string) =>
    (error: Error): void =>
      log.warn({ err: error }, message);
  const db = createDatabase(
    { url: config.VARDE_DATABASE_URL, name: config.VARDE_PROCESS, max: 16 },
    warn('database connection'),
  );
  const dispatch = createProducer({
    url: config.VARDE_QUEUE_URL,
    queue: 'dispatch',
    onError: warn('queue connection'),
  });
  const brokerAccounts = whenConnected(() =>
    createBrokerAccounts({
      kind: config.VARDE_BROKER_ACCOUNTS,
      url: config.VARDE_MQTT_URL,
      username: config.VARDE_MQTT_USERNAME,
      password: config.VARDE_MQTT_PASSWORD,
      clientId: serviceClientId(config.VARDE_PROCESS, config.VARDE_MQTT_CLIENT_SECRET),
      onError: warn('broker accounts'),
    }),
  );
  const identityProvider = createIdentityProvider({
    issuer: config.VARDE_OIDC_ISSUER,
    clientId: config.VARDE_OIDC_CLIENT_ID,
    clientSecret: config.VARDE_OIDC_CLIENT_SECRET,
  });
  const metrics = createMetrics(config.VARDE_PROCESS);
  const lanes = watchLanes(db, log, metrics);
  const app = await createApi({
    db,
    databaseUrl: config.VARDE_DATABASE_URL,
    process: config.VARDE_PROCESS,
    dispatch,
    brokerAccounts,
    identityProvider,
    log,
    metrics,
    checks: {
      postgres: () => readSafeCursor(db),
      queue: () => dispatch.ping(),
      broker: () => reachBroker(config.VARDE_MQTT_URL),
      identity: () => identityProvider.ping(),
      ...lanes.checks,
    },
    publicUrl: config.VARDE_PUBLIC_URL,
    sessionSecret: config.VARDE_SESSION_SECRET,
    consoleDir: config.VARDE_CONSOLE_DIR ?? null,
    now: Date.now,
    newId: randomUUID,
  });
  const listening = await app.listen({ host: config.VARDE_HOST, port: config.VARDE_PORT });
  log.info({ listening }, 'api listens');
  return {
    close: async () => {
      await app.close();
      await lanes.close();
      await dispatch.close();
      await brokerAccounts.close();
      await db.destroy();
    },
  };
};

if (import.meta.main) await runMain(start);
