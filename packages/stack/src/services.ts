import path from 'node:path';
import type { Mode } from './modes/mode.ts';
import type { Secrets } from './secrets.ts';

export const ROOT = path.resolve(import.meta.dirname, '../../..');

type ServiceProcess = {
  readonly name: string;
  readonly service: 'ingest' | 'triage' | 'dispatcher' | 'api';
  readonly lane?: 'alarm' | 'event';
  /** Default `main.ts`. */
  readonly main?: string;
  /** The other lanes give way to the alarm lane where cores are few: the scheduler is the last thing they share. */
  readonly nice?: number;
};

const PROCESSES: readonly ServiceProcess[] = [
  // Two, each subscribed for itself: killing or freezing one delays no red.
  { name: 'ingest-alarm-1', service: 'ingest', lane: 'alarm' },
  { name: 'ingest-alarm-2', service: 'ingest', lane: 'alarm' },
  { name: 'ingest-event', service: 'ingest', lane: 'event', nice: 15 },
  // A heartbeat that is late is a wrong last contact, and nobody sends it again.
  { name: 'ingest-status', service: 'ingest', main: 'status-main.ts', nice: 5 },
  { name: 'triage-alarm', service: 'triage', lane: 'alarm' },
  { name: 'triage-event', service: 'triage', lane: 'event', nice: 15 },
  { name: 'dispatcher', service: 'dispatcher' },
  { name: 'api', service: 'api' },
];

export const SERVICE_NAMES: readonly string[] = PROCESSES.map(({ name }) => name);

export type Service = {
  readonly name: string;
  readonly main: string;
  readonly nice?: number;
  readonly env: Record<string, string>;
};

/** By process name. */
export type HealthPorts = Readonly<Record<string, number>>;

export type ServiceContext = {
  readonly mode: Mode;
  readonly secrets: Secrets;
  readonly logLevel: string;
  /** Of every service but the api, which answers for its health itself. */
  readonly healthPorts: HealthPorts;
  /** What only ingest reads. */
  readonly ingest: Readonly<Record<string, string>>;
  /** What only the api reads. */
  readonly api: Readonly<Record<string, string>>;
};

/** Every service process with its environment, the same in each mode but for what the mode yields. */
export const listServices = (context: ServiceContext): Service[] =>
  PROCESSES.map(({ name, service, lane, main = 'main.ts', nice }) => {
    const { mode } = context;
    const account = service === 'api' ? mode.mqtt.admin : mode.mqtt.service;
    return {
      name,
      main: path.join(ROOT, 'services', service, 'src', main),
      ...(nice === undefined ? {} : { nice }),
      env: {
        VARDE_PROCESS: name,
        ...(lane === undefined ? {} : { VARDE_LANE: lane }),
        VARDE_DATABASE_URL: mode.urls.database,
        VARDE_QUEUE_URL: mode.urls.queue,
        VARDE_MQTT_URL: mode.urls.mqtt,
        VARDE_MQTT_USERNAME: account.username,
        VARDE_MQTT_PASSWORD: account.password,
        VARDE_MQTT_CLIENT_SECRET: context.secrets.mqttClient,
        VARDE_SUBSCRIPTIONS: mode.subscriptions,
        VARDE_BROKER_ACCOUNTS: mode.accounts,
        VARDE_HEALTH_PORT: String(context.healthPorts[name] ?? 0),
        VARDE_LOG_LEVEL: context.logLevel,
        ...(service === 'ingest' ? context.ingest : {}),
        ...(service === 'api' ? context.api : {}),
      },
    };
  });
