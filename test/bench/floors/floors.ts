import type { BenchContext, Table } from '../bench.ts';
import { curveOfRuns, ms, type Summary, summarise } from '../percentiles.ts';
import type { BenchStack } from '../stack.ts';
import { measureCommit } from './commit.ts';
import { measureMqttHop } from './mqtt-hop.ts';
import { floorPace } from './paced.ts';
import { measureQueueHop } from './queue-hop.ts';
import { measureSseHop } from './sse-hop.ts';

export type Floors = {
  /** The four hops one after the other, each drawn from its own sample: the least a walk over all of them takes. */
  readonly path: Summary;
  readonly curve: readonly (readonly [percentile: number, value: number])[];
  readonly table: Table;
};

/** Deterministic, and without a pattern that two samples could share. */
const shuffled = (sample: readonly number[], seed: number): number[] => {
  const copy = [...sample];
  let state = seed;
  for (let last = copy.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (last + 1);
    [copy[last], copy[other]] = [copy[other] ?? 0, copy[last] ?? 0];
  }
  return copy;
};

/** The bare hops on this stack's servers while nothing else goes on, at the rate of the reds that are measured. */
export const measureFloors = async (context: BenchContext, stack: BenchStack, rate: number): Promise<Floors> => {
  const pace = floorPace(context, rate);
  context.log(`floors: ${pace.count} samples of each hop at ${rate}/s`);
  const hops: readonly (readonly [name: string, sample: number[]])[] = [
    ['MQTT hop alone: publish → subscriber in another process', await measureMqttHop(context, stack, pace)],
    ['One-row commit alone: insert → committed', await measureCommit(context, stack, pace)],
    ['Queue hop alone: BullMQ add → worker in another process', await measureQueueHop(context, stack, pace)],
    ['SSE hop alone: node:http write → client in another process', await measureSseHop(context, pace)],
  ];
  const shuffles = hops.map(([, sample], index) => shuffled(sample, index + 1));
  const sums = Array.from({ length: pace.count }, (_, index) =>
    shuffles.reduce((sum, sample) => sum + (sample[index] ?? 0), 0),
  );
  const path = summarise(sums);
  const row = (name: string, { n, p50, p90, p99, max }: Summary) => [name, n, ms(p50), ms(p90), ms(p99), ms(max)];
  const table: Table = {
    title: 'Bare floors of the same run, ms',
    columns: ['hop', 'n', 'p50', 'p90', 'p99', 'max'],
    rows: [...hops.map(([name, sample]) => row(name, summarise(sample))), row('All four, one after the other', path)],
    note: 'Measured on the same servers while nothing else goes on. The last row adds one sample of each hop, drawn apart: the least that a walk over all of them takes. The ratios in the other tables are to it.',
  };
  return { path, curve: curveOfRuns([sums]), table };
};
