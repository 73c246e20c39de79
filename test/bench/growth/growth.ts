import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startStack } from '../../harness/stack.ts';
import type { Bench, BenchContext, BenchResult, Table, Target } from '../bench.ts';
import { median, ms } from '../percentiles.ts';
import { type BenchStack, startBenchStack } from '../stack.ts';
import { insertDevices } from '../wide/insert-devices.ts';
import { type Cost, measureCost, RATE, totalOf } from './measure-cost.ts';
import { measureKills, type Restart } from './measure-restarts.ts';

const SIZES = { full: [10_000, 100_000, 1_000_000], quick: [1_000, 3_000, 10_000] } as const;
const MUST_RATIO = 1.2;
const MUST_SECONDS = 10;

/** A registry of so many devices, in a data folder of its own; its stack runs only while it is measured. */
type Registry = { readonly size: number; readonly context: BenchContext; readonly devices: string };

type Point = { readonly size: number; readonly costs: readonly Cost[] };

const withStack = async <T>(context: BenchContext, use: (stack: BenchStack) => Promise<T>): Promise<T> => {
  const stack = await startBenchStack(context);
  try {
    return await use(stack);
  } finally {
    await stack.stop();
  }
};

const makeRegistry = async (context: BenchContext, size: number): Promise<Registry> => {
  const folder = path.join(context.folder, String(size));
  await mkdir(folder);
  const own = { ...context, folder };
  const devices = path.join(folder, 'devices.txt');
  const ids = await withStack(own, ({ databaseUrl }) => insertDevices(own, databaseUrl, size));
  await writeFile(devices, ids.join('\n'));
  return { size, context: own, devices };
};

/** Each size once in each run, so that what changes with the hour changes for all of them. */
const measureCosts = async (context: BenchContext, registries: readonly Registry[]): Promise<Point[]> => {
  const points = registries.map(({ size }) => ({ size, costs: [] as Cost[] }));
  for (let run = 1; run <= context.runs; run += 1) {
    for (const [at, registry] of registries.entries()) {
      context.log(`${registry.size} devices, run ${run} of ${context.runs}`);
      const cost = await withStack(registry.context, (stack) => measureCost(registry.context, stack, registry.devices));
      points[at]?.costs.push(cost);
    }
  }
  return points;
};

const timed = async <T>(act: () => Promise<T>): Promise<[T, number]> => {
  const begun = performance.now();
  return [await act(), (performance.now() - begun) / 1_000];
};

const measureRestarts = async ({ context }: Registry): Promise<Restart[]> => {
  const dir = path.join(context.folder, 'stack');
  const start = () => timed(() => startStack('servers', dir));
  const [first, afterStop] = await start();
  const kills = await measureKills(context, dir).catch(async (error: unknown) => {
    await first.stop();
    throw error;
  });
  await first.kill();
  const [second, afterCrash] = await start();
  await second.stop();
  return [
    { name: 'the whole stack, stopped and started', seconds: afterStop },
    { name: 'the whole stack, after SIGKILL of its supervisor', seconds: afterCrash },
    ...kills,
  ];
};

const cpuOf = ({ costs }: Point): number => median(costs.map(totalOf));
const latencyOf = ({ costs }: Point): number => median(costs.map(({ latency }) => latency));

const costTable = (points: readonly Point[]): Table => {
  const [base] = points;
  const ratio = (of: (point: Point) => number, point: Point): string =>
    base === undefined ? '–' : `${(of(point) / of(base)).toFixed(2)} ×`;
  return {
    title: `What an event costs, ${RATE} events/s from all devices in turn`,
    columns: [
      'devices',
      'CPU, µs',
      'to the smallest',
      'publish → receipt, p50 ms',
      'to the smallest',
      'without a receipt',
    ],
    rows: points.map((point) => [
      point.size,
      Math.round(cpuOf(point)),
      ratio(cpuOf, point),
      ms(latencyOf(point)),
      ratio(latencyOf, point),
      Math.max(...point.costs.map(({ behind }) => behind)),
    ]),
    note: 'Processor time, user and system, of all services and servers together, the generator left out. Medians of the runs.',
  };
};

const processTable = (points: readonly Point[]): Table => {
  const names = Object.keys(points[0]?.costs[0]?.cpu ?? {});
  return {
    title: 'The same by process, CPU µs an event',
    columns: ['process', ...points.map(({ size }) => `${size} devices`)],
    rows: names.map((name) => [
      name,
      ...points.map(({ costs }) => median(costs.map(({ cpu }) => cpu[name] ?? 0)).toFixed(1)),
    ]),
  };
};

const restartTable = (restarts: readonly Restart[], size: number): Table => ({
  title: `Ready again with ${size} devices, s`,
  columns: ['what was ended', 'until all of it was ready'],
  rows: restarts.map(({ name, seconds }) => [name, seconds.toFixed(1)]),
  note: 'Each process by SIGKILL, one after the other; ready is when `/readyz` of every process says so.',
});

const targetsOf = (points: readonly Point[], restarts: readonly Restart[]): Target[] => {
  const [base, most] = [points[0], points.at(-1)];
  if (base === undefined || most === undefined) return [];
  const worst = (of: (point: Point) => number): number => Math.max(...points.map((point) => of(point) / of(base)));
  const slowest = Math.max(...restarts.map(({ seconds }) => seconds));
  const ratioTarget = (what: string, of: (point: Point) => number): Target => ({
    what: `${what}, ${base.size} → ${most.size} devices`,
    must: `within ${MUST_RATIO} ×`,
    measured: `${worst(of).toFixed(2)} ×`,
    met: worst(of) <= MUST_RATIO,
  });
  return [
    ratioTarget('CPU an event', cpuOf),
    ratioTarget('Median latency of an event', latencyOf),
    {
      what: `Ready again after a restart with ${most.size} devices, whatever was restarted`,
      must: `≤ ${MUST_SECONDS} s`,
      measured: `${slowest.toFixed(1)} s`,
      met: slowest <= MUST_SECONDS,
    },
  ];
};

const run = async (context: BenchContext): Promise<BenchResult> => {
  const registries: Registry[] = [];
  // The servers' own user walks through it, as in every bench.
  await chmod(context.folder, 0o755);
  for (const size of context.quick ? SIZES.quick : SIZES.full) registries.push(await makeRegistry(context, size));
  const points = await measureCosts(context, registries);
  const largest = registries.at(-1);
  const restarts = largest === undefined ? [] : await measureRestarts(largest);
  return {
    name: bench.name,
    title: bench.title,
    tables: [costTable(points), processTable(points), restartTable(restarts, largest?.size ?? 0)],
    targets: targetsOf(points, restarts),
    curves: [],
    notes: [
      'The devices are of a municipality beside Stavanger, each with a home and a resident of its own and a plan by which their doors are recorded, so that an event is the same work at every size. They send in an order by chance, over one account that may speak for every device, made through the broker’s admin.',
      'In `servers` mode the broker’s accounts are a file written at its start; here it holds the seed’s. With an account for each of a million devices it would be most of a gigabyte: a centre of that size runs a broker that asks for its accounts (`external`).',
    ],
  };
};

export const bench: Bench = { name: 'growth', title: 'A registry of ten thousand to a million devices', run };
