import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Bench, BenchContext, BenchResult, Table, Target } from '../bench.ts';
import { measureObviousPipeline } from '../peers/obvious-pipeline.ts';
import { startMosquitto } from '../peers/servers/mosquitto.ts';
import { postgresPrograms, startPostgres } from '../peers/servers/postgres.ts';
import { startRedis } from '../peers/servers/redis.ts';
import { grouped, ms } from '../percentiles.ts';
import { insertRegistry } from '../registry.ts';
import { startBenchStack } from '../stack.ts';
import { measureBareBroker } from './bare-broker.ts';
import { DEVICES, measureRate, type RatePoint } from './measure-rate.ts';
import { type Search, searchRate } from './search-rate.ts';

const SECONDS = { short: 20, whole: 60 } as const;

const measureVarde = async (context: BenchContext): Promise<Search> => {
  const stack = await startBenchStack(context);
  try {
    await insertRegistry(stack.databaseUrl, { smokeDetectors: 2_000, doorSensors: 2_000 });
    return await searchRate(context.runs, (rate, length, seed) =>
      measureRate(context, stack, rate, context.quick ? 3 : SECONDS[length], seed),
    );
  } finally {
    await stack.stop();
  }
};

/** On servers of its own, set as durably as Varde's. */
const measureObvious = async ({ folder, quick, signal }: BenchContext): Promise<number> => {
  const bin = postgresPrograms();
  if (bin === undefined) throw new Error('the obvious pipeline needs PostgreSQL of this machine');
  const servers = await Promise.all([
    startMosquitto(folder),
    startRedis(folder),
    startPostgres(bin, path.join(folder, 'obvious-postgres.log')),
  ]);
  const [mosquitto, redis, postgres] = servers;
  try {
    const { eventsPerSecond } = await measureObviousPipeline({
      mqttUrl: mosquitto.url,
      redisUrl: redis.url,
      databaseUrl: postgres.url,
      seconds: quick ? 3 : 30,
      signal,
    });
    return eventsPerSecond;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
};

const rateTable = ({ points }: Search): Table => ({
  title: 'Rates tried, in this order',
  columns: [
    'events/s',
    'for, s',
    'sent',
    'lost',
    'twice',
    'undecided',
    'backlog at the end',
    'grew by, events/s',
    'receipt p50, p99, ms',
    'sustained',
  ],
  rows: points.map(({ rate, seconds, kept, growth, receipts, sustained }: RatePoint) => [
    grouped(rate),
    seconds,
    grouped(kept.sent),
    kept.missing,
    kept.twice,
    kept.undecided,
    grouped(growth.atEnd),
    growth.slope.toFixed(1),
    `${ms(receipts.p50)}, ${ms(receipts.p99)}`,
    sustained ? 'yes' : 'no',
  ]),
  note: 'Sustained: everything sent was stored once, receipted and decided (every line of the generator’s book looked up in PostgreSQL), and what was meant to be sent and not decided yet grew by less than half a second’s worth over the point and was less than two seconds’ worth at its end.',
});

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)} %`;

const comparisonTable = (highest: number, bare: number, obvious: number): Table => ({
  title: 'Beside the bare broker and the obvious pipeline, events/s',
  columns: ['what', 'events/s', 'Varde to it'],
  rows: [
    ['Varde: committed, receipted and triaged', grouped(highest), null],
    ['Bare Mosquitto: publish → subscriber, nothing stored', grouped(bare), share(highest, bare)],
    [
      'The obvious pipeline: one queue, a job and an insert each, no receipts',
      grouped(obvious),
      `${(highest / obvious).toFixed(1)} ×`,
    ],
  ],
});

const targetsOf = (highest: number, bare: number, obvious: number): Target[] => [
  {
    what: 'Events committed, receipted and triaged, sustained 60 s',
    must: '≥ 10 000/s',
    aim: '20 000/s',
    measured: `${grouped(highest)}/s`,
    met: highest >= 10_000,
  },
  {
    what: 'Of the bare broker’s rate',
    must: '≥ 20 %',
    aim: '40 %',
    measured: share(highest, bare),
    met: highest >= 0.2 * bare,
  },
  {
    what: 'To the obvious pipeline',
    must: '≥ 4 ×',
    aim: '8 ×',
    measured: `${(highest / obvious).toFixed(1)} ×`,
    met: highest >= 4 * obvious,
  },
];

const run = async (context: BenchContext): Promise<BenchResult> => {
  const search = await measureVarde(context);
  context.log('the bare broker');
  const bare = await measureBareBroker(
    context,
    Array.from({ length: DEVICES }, () => randomUUID()),
  );
  context.log('the obvious pipeline');
  const obvious = await measureObvious(context);
  return {
    name: bench.name,
    title: bench.title,
    tables: [comparisonTable(search.highest, bare, obvious), rateTable(search)],
    targets: targetsOf(search.highest, bare, obvious),
    curves: [],
    notes: [
      'The bare broker is its own Mosquitto without accounts or topic rights, with the load generator’s own connections (one message a publish, QoS 1, twenty devices behind each) on both sides: as many as the load has publish, as many as Varde’s ingest has subscribe and do nothing. It is kept busy, with at most 5 000 messages ahead.',
    ],
  };
};

export const bench: Bench = { name: 'throughput', title: 'Events committed, receipted and triaged', run };
