import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mosquittoConfig } from '@varde/mqtt';
import pg from 'pg';
import { GenericContainer } from 'testcontainers';
import { freePorts } from '../ports.ts';
import { type ContainerFile, containerUnit } from '../servers/container-unit.ts';
import { stackLabel } from '../servers/left-behind-containers.ts';
import { probePort, writeAccounts } from '../servers/mosquitto.ts';
import { POSTGRES_SETTINGS, POSTGRES_USER, postgresUrl } from '../servers/postgres.ts';
import { probeRedis, REDIS_SETTINGS, redisUrl } from '../servers/redis.ts';
import type { Unit } from '../unit.ts';
import type { Mode } from './mode.ts';
import { localAccounts, type ModeContext } from './mode-context.ts';

/** Where the official image keeps them. */
const DYNSEC_PLUGIN = '/usr/lib/mosquitto_dynamic_security.so';
const MOSQUITTO_DATA = '/mosquitto/data';
const MOSQUITTO_CONFIG = '/mosquitto/config/mosquitto.conf';
const DYNSEC_FILE = `${MOSQUITTO_DATA}/dynamic-security.json`;

const probePostgres = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end();
  }
};

const mosquittoUnit = (context: ModeContext, image: GenericContainer, database: string): Unit => {
  const { folder, mqttPort } = context;
  const home = path.join(folder.path, 'containers', 'mosquitto');
  const accountsFile = path.join(home, 'dynamic-security.json');
  const config = mosquittoConfig({
    port: 1883,
    host: '0.0.0.0',
    dataDir: MOSQUITTO_DATA,
    pluginPath: DYNSEC_PLUGIN,
    dynsecFile: DYNSEC_FILE,
  });
  const files = async (): Promise<ContainerFile[]> => {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    await writeAccounts(accountsFile, { database, ...localAccounts(context) }, null);
    // The image's own user must be able to read them, whatever its number is there.
    return [
      { content: config, target: MOSQUITTO_CONFIG, mode: 0o644 },
      { content: readFileSync(accountsFile, 'utf8'), target: DYNSEC_FILE, mode: 0o644 },
    ];
  };
  return containerUnit({
    name: 'mosquitto',
    container: image.withExposedPorts({ container: 1883, host: mqttPort }),
    log: folder.log('mosquitto'),
    probe: () => probePort(mqttPort),
    files,
  });
};

/** PostgreSQL, Redis and Mosquitto as containers; they, and what they hold, are gone when the stack stops. */
export const containersMode = async (context: ModeContext): Promise<Mode> => {
  const { settings, folder, secrets, mqttPort } = context;
  const image = (name: string): GenericContainer => new GenericContainer(name).withLabels(stackLabel(folder.path));
  const [databasePort = 0, redisPort = 0] = await freePorts(2, context.promised);
  const database = postgresUrl(databasePort, secrets.database, 'varde');
  const queue = redisUrl(redisPort, secrets.redis);
  const mqtt = `mqtt://127.0.0.1:${mqttPort}`;
  const postgres = image(settings.VARDE_IMAGE_POSTGRES)
    .withEnvironment({ POSTGRES_USER, POSTGRES_PASSWORD: secrets.database, POSTGRES_DB: 'varde' })
    .withCommand(['postgres', ...POSTGRES_SETTINGS])
    .withExposedPorts({ container: 5432, host: databasePort });
  const redis = image(settings.VARDE_IMAGE_REDIS)
    .withCommand([
      'redis-server',
      '--requirepass',
      secrets.redis,
      ...REDIS_SETTINGS.flatMap(([key, value]) => [`--${key}`, value]),
    ])
    .withExposedPorts({ container: 6379, host: redisPort });
  return {
    name: 'containers',
    home: null,
    urls: { database, queue, mqtt },
    servers: {
      postgres: { url: database, unit: 'postgres' },
      redis: { url: queue, unit: 'redis' },
      mosquitto: { url: mqtt, unit: 'mosquitto' },
    },
    accounts: 'dynsec',
    subscriptions: 'shared',
    together: false,
    local: true,
    storage: [
      containerUnit({
        name: 'postgres',
        container: postgres,
        log: folder.log('postgres'),
        probe: () => probePostgres(database),
      }),
      containerUnit({
        name: 'redis',
        container: redis,
        log: folder.log('redis'),
        probe: () => probeRedis(redisPort, secrets.redis),
      }),
    ],
    broker: [mosquittoUnit(context, image(settings.VARDE_IMAGE_MOSQUITTO), database)],
    mqtt: localAccounts(context),
  };
};
