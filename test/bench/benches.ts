import type { Bench } from './bench.ts';

/** In the order they run and stand in the report; loaded only when asked for, since some bring much with them. */
export const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  latency: () => import('./latency/latency.ts'),
  backlog: () => import('./backlog/backlog.ts'),
  throughput: () => import('./throughput/throughput.ts'),
  heartbeats: () => import('./heartbeats/heartbeats.ts'),
  'fan-out': () => import('./fan-out/fan-out.ts'),
  growth: () => import('./growth/growth.ts'),
  registry: () => import('./registry/bench.ts'),
  peers: () => import('./peers/bench.ts'),
  operators: () => import('./operators/bench.ts'),
};
