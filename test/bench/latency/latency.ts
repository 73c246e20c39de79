import type { Bench, BenchContext, BenchResult, Table, Target } from '../bench.ts';
import { type Floors, measureFloors } from '../floors/floors.ts';
import { backlogAt, sampleEventLane, untilQuiet } from '../lanes.ts';
import { curveOfRuns, grouped, medianOfRuns, ms, type Summary, summarise, times, told } from '../percentiles.ts';
import { measureReds } from '../reds.ts';
import { insertRegistry } from '../registry.ts';
import { type BenchStack, startBenchStack } from '../stack.ts';
import { measureOffers } from './offers.ts';

const RATES = [200, 2_000, 10_000] as const;
const MUST = new Map([
  [2_000, { must: 15, aim: 8 }],
  [10_000, { must: 30, aim: 15 }],
]);
const REDS = 40;
const DEVICES = 1_000;

type Point = {
  readonly rate: number;
  /** Each run's latencies. */
  readonly runs: readonly (readonly number[])[];
  readonly missing: number;
  readonly allStored: boolean;
  /** Events stored and not decided when the load ended, the most of all runs. */
  readonly backlog: number;
  readonly offers: Summary;
};

const measurePoint = async (context: BenchContext, stack: BenchStack, rate: number): Promise<Point> => {
  const [duration, warmup] = context.quick ? [3, 1] : [30, 5];
  const runs: number[][] = [];
  let point = { missing: 0, allStored: true, backlog: 0 };
  for (let run = 1; run <= context.runs; run += 1) {
    context.log(`${rate} events/s, run ${run} of ${context.runs}`);
    const lane = await sampleEventLane(stack);
    const options = { rate, reds: REDS, duration, warmup, devices: DEVICES, seed: run };
    const { reds, load, missing } = await measureReds(context, stack, options).finally(lane.stop);
    const latencies = reds.map(({ latency }) => latency);
    runs.push(latencies);
    context.log(`  reds ${told(summarise(latencies))}, ${missing} missing`);
    point = {
      missing: point.missing + missing,
      allStored: point.allStored && load.allStored,
      backlog: Math.max(point.backlog, backlogAt(lane.samples, load.end)),
    };
    await untilQuiet(context, stack);
  }
  context.log(`${rate} events/s, time to offer`);
  const offers = await measureOffers(context, stack, { rate, duration, warmup });
  context.log(`  offers ${told(offers)}`);
  await untilQuiet(context, stack);
  return { rate, runs, ...point, offers };
};

const latencyTable = (points: readonly Point[], floors: Floors): Table => ({
  title: 'Reds: publish → first `alarm` on the stream, ms',
  columns: [
    'events/s beside',
    'reds',
    'p50',
    'p90',
    'p99',
    'p99.9',
    'max',
    'p99 of each run',
    'to the floor: p50, p99',
  ],
  rows: points.map(({ rate, runs }) => {
    const summaries = runs.map(summarise);
    const { n, p50, p90, p99, p999, max } = medianOfRuns(summaries);
    const each = summaries.map((summary) => ms(summary.p99)).join(' · ');
    const ratio = `${times(p50 / floors.path.p50)}, ${times(p99 / floors.path.p99)}`;
    return [grouped(rate), grouped(n), ms(p50), ms(p90), ms(p99), ms(p999), ms(max), each, ratio];
  }),
  note: `${REDS} reds a second, each from a device of its own. Every figure is the median of the runs.`,
});

const offerTable = (points: readonly Point[], floors: Floors): Table => ({
  title: 'Reds: publish → `offer` at a free operator, ms',
  columns: ['events/s beside', 'offers', 'p50', 'p90', 'p99', 'max', 'to the floor: p50, p99'],
  rows: points.map(({ rate, offers: { n, p50, p90, p99, max } }) => {
    const ratio = `${times(p50 / floors.path.p50)}, ${times(p99 / floors.path.p99)}`;
    return [grouped(rate), n, ms(p50), ms(p90), ms(p99), ms(max), ratio];
  }),
  note: 'A run of its own: ten reds a second and four operators on the stream, who answer and close each at once through the api, so that one of them is always free.',
});

const keptUpTable = (points: readonly Point[]): Table => ({
  title: 'What became of the events beside them',
  columns: [
    'events/s',
    'all stored and receipted',
    'stored and undecided when the load ended',
    'reds without an alarm',
  ],
  rows: points.map(({ rate, allStored, backlog, missing }) => [rate, allStored ? 'yes' : 'no', backlog, missing]),
});

const targetsOf = (points: readonly Point[]): Target[] =>
  points.flatMap(({ rate, runs, missing }) => {
    const limit = MUST.get(rate);
    if (limit === undefined) return [];
    const { p99 } = medianOfRuns(runs.map(summarise));
    const what = `Red p99 beside ${grouped(rate)} events/s`;
    return [
      {
        what,
        must: `≤ ${limit.must} ms`,
        aim: `≤ ${limit.aim} ms`,
        measured: `${ms(p99)} ms${missing > 0 ? `, and ${missing} reds without an alarm` : ''}`,
        met: p99 <= limit.must && missing === 0,
      },
    ];
  });

const run = async (context: BenchContext): Promise<BenchResult> => {
  const stack = await startBenchStack(context);
  try {
    await insertRegistry(stack.databaseUrl, { smokeDetectors: 2_000, doorSensors: 1_000 });
    const floors = await measureFloors(context, stack, REDS);
    const points: Point[] = [];
    for (const rate of RATES) points.push(await measurePoint(context, stack, rate));
    return {
      name: bench.name,
      title: bench.title,
      tables: [latencyTable(points, floors), offerTable(points, floors), keptUpTable(points), floors.table],
      targets: targetsOf(points),
      curves: [
        {
          title: 'A red beside routine events: publish → first alarm on the stream',
          unit: 'ms',
          series: [
            ...points.map(({ rate, runs }) => ({ name: `${grouped(rate)} events/s`, points: curveOfRuns(runs) })),
            { name: 'floor', points: floors.curve },
          ],
        },
      ],
      notes: [
        'Nobody is on duty in these runs: no operator answers, every alarm stays open until the run is over and is closed through the api before the next.',
      ],
    };
  } finally {
    await stack.stop();
  }
};

export const bench: Bench = { name: 'latency', title: 'Reds beside routine events', run };
