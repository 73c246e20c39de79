import type { Bench } from './bench.ts';

/** In the order they run and stand in the report; loaded only when asked for, since some bring much with them. */
export const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  latency: () => import('./latency/latency.ts'),
  backlog: () => import('./backlog/backlog.ts'),
  throughput: () => import('./throughput/throughput.ts'),
  peers: () => import('./peers/bench.ts'),
  operators: () => import('./operators/bench.ts'),
};
