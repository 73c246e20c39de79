import type { Mode } from './modes/mode.ts';
import { SERVICE_NAMES } from './services.ts';

/** `DIR/stack.json`, see the contract; what is beyond it (`health`, `issuer`, `supervisor`) may change. */
export type StackFile = {
  readonly api: string;
  readonly console: string;
  readonly mqtt: string;
  readonly mode: Mode['name'];
  readonly pids: Readonly<Record<string, number>>;
  readonly servers: Readonly<Record<string, { readonly url: string; readonly pid: number }>>;
  /** Where each process answers /healthz, /readyz and /metrics. */
  readonly health: Readonly<Record<string, string>>;
  readonly issuer: string;
  readonly supervisor: number;
};

/** The unit that holds all services, where they share one process. */
export const TOGETHER = 'services';

export type StackFacts = {
  readonly mode: Mode;
  readonly url: string;
  readonly issuer: string;
  readonly healthPorts: Readonly<Record<string, number>>;
  /** The running units' processes. */
  readonly units: Readonly<Record<string, number>>;
  readonly supervisor: number;
};

export const describeStack = ({ mode, url, issuer, healthPorts, units, supervisor }: StackFacts): StackFile => {
  const isServer = new Set(Object.values(mode.servers).map(({ unit }) => unit));
  const shared = units[TOGETHER];
  const together = shared === undefined ? [] : SERVICE_NAMES.map((name) => [name, shared] as const);
  const alone = Object.entries(units).filter(([name]) => name !== TOGETHER && !isServer.has(name));
  const health = Object.entries(healthPorts).map(([name, port]) => [name, `http://127.0.0.1:${port}`]);
  const servers = Object.entries(mode.servers).flatMap(([name, { url, unit }]) => {
    const pid = units[unit];
    return pid === undefined ? [] : [[name, { url, pid }] as const];
  });
  return {
    api: url,
    console: url,
    mqtt: mode.urls.mqtt,
    mode: mode.name,
    pids: Object.fromEntries([...together, ...alone]),
    servers: Object.fromEntries(servers),
    health: { ...Object.fromEntries(health), api: url },
    issuer,
    supervisor,
  };
};
