import path from 'node:path';
import process from 'node:process';
import type { EmbeddedPlan } from './embedded/embedded-plan.ts';
import type { Mode } from './modes/mode.ts';
import { processUnit } from './process-unit.ts';
import { ROOT, type Service } from './services.ts';
import { TOGETHER } from './stack-file.ts';
import type { StateFolder } from './state-folder.ts';
import type { Unit } from './unit.ts';

export type UnitContext = {
  readonly folder: StateFolder;
  readonly mode: Mode;
  readonly mqttPort: number;
  readonly services: readonly Service[];
  /** The demo identity provider's environment; null where there is none. */
  readonly identity: Record<string, string> | null;
};

const HERE = import.meta.dirname;

/** Compiled code is kept between starts. What npm and the terminal set beside PATH is not the services' business. */
const nodeEnv = (folder: StateFolder, env: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  NODE_COMPILE_CACHE: path.join(folder.path, 'compile-cache'),
  NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'],
  ...env,
});

/** The quiet day in the background; its own priority, since it is the world and not the service. */
export const simulatorUnit = (folder: StateFolder): Unit =>
  processUnit({
    name: 'simulator',
    command: process.execPath,
    args: [
      path.join(ROOT, 'simulators/src/main.ts'),
      ...['day', '--residents', '200', '--speed', '1', '--quiet', '--stack', folder.stackFile],
    ],
    env: nodeEnv(folder, {}),
    log: folder.log('simulator'),
    channel: true,
    ready: async () => undefined,
    nice: 10,
  });

/** Where a service says that it lives, on this machine: the api at its own address, the others on their health port. */
const healthUrl = (env: Readonly<Record<string, string>>): string => {
  const { VARDE_HOST: host = '127.0.0.1', VARDE_PORT, VARDE_HEALTH_PORT = '' } = env;
  const reachable = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  const address = reachable.includes(':') ? `[${reachable}]` : reachable;
  return `http://${address}:${VARDE_PORT ?? VARDE_HEALTH_PORT}/healthz`;
};

type NodeSpec = {
  readonly name: string;
  readonly main: string;
  readonly env: Record<string, string>;
  readonly nice?: number;
  /** Whose answer counts for this process. */
  readonly health?: string;
};

const nodeUnit = (folder: StateFolder, { name, main, env, nice, health }: NodeSpec): Unit =>
  processUnit({
    name,
    command: process.execPath,
    args: [main],
    env: nodeEnv(folder, env),
    log: folder.log(name),
    ready: 'message',
    ...(health === undefined ? {} : { health: { url: health } }),
    ...(nice === undefined ? {} : { nice }),
  });

const togetherUnit = ({ folder, mode, mqttPort, services, identity }: UnitContext): Unit => {
  const plan: EmbeddedPlan = {
    broker: { port: mqttPort, database: mode.urls.database, services: [mode.mqtt.service, mode.mqtt.admin] },
    identity: identity ?? {},
    services: services.map(({ main, env }) => ({ main, env })),
  };
  const env = { VARDE_EMBEDDED_PLAN: JSON.stringify(plan) };
  // They share one event loop: when one of them cannot answer, none can.
  const [health] = services.map((service) => healthUrl(service.env));
  const main = path.join(HERE, 'embedded/main.ts');
  return nodeUnit(folder, { name: TOGETHER, main, env, ...(health === undefined ? {} : { health }) });
};

/** The groups to start one after the other: first who is relied on. */
export const serviceGroups = (context: UnitContext): { readonly name: string; readonly units: Unit[] }[] => {
  const { folder, mode, services, identity } = context;
  if (mode.together) {
    return [{ name: 'Broker, sign-in and services, in one process', units: [togetherUnit(context)] }];
  }
  const ground = [...mode.broker];
  if (identity !== null) {
    ground.push(nodeUnit(folder, { name: 'identity', main: path.join(HERE, 'identity/main.ts'), env: identity }));
  }
  const units = services.map((service) => nodeUnit(folder, { ...service, health: healthUrl(service.env) }));
  return [
    { name: 'Broker and sign-in', units: ground },
    { name: 'Services', units },
  ].filter((group) => group.units.length > 0);
};
