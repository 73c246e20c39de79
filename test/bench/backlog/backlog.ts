import type { Bench, BenchContext, BenchResult, Table, Target } from '../bench.ts';
import { type Floors, measureFloors } from '../floors/floors.ts';
import { curveOfRuns, grouped, median, medianOfRuns, ms, summarise, times, told } from '../percentiles.ts';
import { insertRegistry } from '../registry.ts';
import { startBenchStack } from '../stack.ts';
import { type BacklogRun, measureBacklog, REDS, type Sizes } from './measure-backlog.ts';

const FULL: Sizes = { warmup: 5, point: 30, events: 100_000, building: 8_000, drain: 20 };
const QUICK: Sizes = { warmup: 1, point: 3, events: 1_000, building: 400, drain: 5 };

const MUST = 2;
const AIM = 1.2;

const PHASES = [
  ['idle', 'nothing else'],
  ['paused', 'the backlog waiting, its triage paused'],
  ['draining', 'the backlog being decided'],
] as const;

type Phase = (typeof PHASES)[number][0];

const p99 = (run: BacklogRun, phase: Phase): number => summarise(run[phase]).p99;

/** Idle and loaded belong to the same run; the median is of their ratios. */
const ratioToIdle = (runs: readonly BacklogRun[], phase: Phase): number =>
  median(runs.map((run) => p99(run, phase) / p99(run, 'idle')));

const redTable = (runs: readonly BacklogRun[], floors: Floors): Table => ({
  title: 'Reds: publish → first `alarm` on the stream, ms',
  columns: ['beside', 'reds', 'p50', 'p90', 'p99', 'max', 'p99 of each run', 'p99 to idle', 'to the floor: p50, p99'],
  rows: PHASES.map(([phase, name]) => {
    const { n, p50, p90, p99: last, max } = medianOfRuns(runs.map((run) => summarise(run[phase])));
    const each = runs.map((run) => ms(p99(run, phase))).join(' · ');
    const ratio = `${times(p50 / floors.path.p50)}, ${times(last / floors.path.p99)}`;
    return [name, grouped(n), ms(p50), ms(p90), ms(last), ms(max), each, times(ratioToIdle(runs, phase)), ratio];
  }),
  note: `${REDS} reds a second, each from a device of its own. Every figure is the median of the runs; the ratio to idle is taken within each run.`,
});

const backlogTable = (runs: readonly BacklogRun[]): Table => ({
  title: 'The backlog',
  columns: [
    'run',
    'events stored and undecided',
    'jobs in the queue',
    'decided within, s',
    'events/s',
    'reds without an alarm',
  ],
  rows: runs.map(({ events, jobs, drainSeconds, missing }, index) => [
    index + 1,
    grouped(events),
    grouped(jobs),
    drainSeconds.toFixed(1),
    grouped(events / drainSeconds),
    missing,
  ]),
});

const targetOf = (runs: readonly BacklogRun[], phase: Phase, when: string): Target => {
  const ratio = ratioToIdle(runs, phase);
  const missing = runs.some((each) => each.missing > 0);
  return {
    what: `Red p99 ${when}, to its idle p99`,
    must: `≤ ${MUST} ×`,
    aim: `≤ ${AIM} ×`,
    measured: `${ratio.toFixed(2)} ×${missing ? ', and reds without an alarm' : ''}`,
    met: ratio <= MUST && !missing,
  };
};

const run = async (context: BenchContext): Promise<BenchResult> => {
  const sizes = context.quick ? QUICK : FULL;
  const stack = await startBenchStack(context);
  try {
    await insertRegistry(stack.databaseUrl, { smokeDetectors: 4_500, doorSensors: 1_000 });
    const floors = await measureFloors(context, stack, REDS);
    const runs: BacklogRun[] = [];
    for (let number = 1; number <= context.runs; number += 1) {
      context.log(`run ${number} of ${context.runs}`);
      const measured = await measureBacklog(context, stack, sizes, number);
      for (const [phase] of PHASES) context.log(`  ${phase}: reds ${told(summarise(measured[phase]))}`);
      runs.push(measured);
    }
    return {
      name: bench.name,
      title: bench.title,
      tables: [redTable(runs, floors), backlogTable(runs), floors.table],
      targets: [
        targetOf(runs, 'paused', `with ${grouped(sizes.events)} events waiting`),
        targetOf(runs, 'draining', 'while they are decided'),
      ],
      curves: [
        {
          title: 'A red beside a backlog: publish → first alarm on the stream',
          unit: 'ms',
          series: [
            ...PHASES.map(([phase]) => ({ name: phase, points: curveOfRuns(runs.map((each) => each[phase])) })),
            { name: 'floor', points: floors.curve },
          ],
        },
      ],
      notes: [
        'The event lane’s triage is paused by stopping its process (SIGSTOP) at a moment when it has nothing in hand and holds no lock; pausing its queue alone would leave its sweep deciding. Everything else runs.',
        'The reds of “waiting” and “being decided” are one load: the triage is let go in the middle of it.',
      ],
    };
  } finally {
    await stack.stop();
  }
};

export const bench: Bench = { name: 'backlog', title: 'Reds beside 100 000 events that wait', run };
