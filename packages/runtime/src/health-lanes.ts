import { Gauge, type Registry } from 'prom-client';
import type { Check } from './health.ts';

/** What a watch over the lanes knows of them at any moment, also when the record is gone. */
export type LaneHealth<Lane extends string> = {
  isInOrder(lane: Lane): boolean;
  /** Milliseconds since a canary set out that has come the whole way. */
  age(lane: Lane): number;
};

/** A dependency for /readyz by each lane, and gauges that tell how each is when they are read. */
export const reportLanes = <Lane extends string>(
  lanes: readonly Lane[],
  health: LaneHealth<Lane>,
  registry: Registry,
): Readonly<Record<string, Check>> => {
  const gauge = (name: string, help: string, read: (lane: Lane) => number): Gauge =>
    new Gauge({
      name,
      help,
      labelNames: ['lane'],
      registers: [registry],
      collect() {
        for (const lane of lanes) this.set({ lane }, read(lane));
      },
    });
  gauge('varde_lane_silent', '1 while canaries of this lane do not arrive, or nobody can tell', (lane) =>
    health.isInOrder(lane) ? 0 : 1,
  );
  gauge('varde_canary_age_seconds', 'Since the latest canary set out that has come the whole way', (lane) =>
    Math.max(0, health.age(lane) / 1_000),
  );
  const check = async (lane: Lane): Promise<void> => {
    if (!health.isInOrder(lane)) throw new Error(`no canary arrives on the ${lane} lane`);
  };
  return Object.fromEntries(lanes.map((lane) => [`lane-${lane}`, () => check(lane)]));
};
