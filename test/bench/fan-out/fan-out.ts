import type { Bench, BenchContext, BenchResult, Table, Target } from '../bench.ts';
import { type Floors, measureFloors } from '../floors/floors.ts';
import { curveOfRuns, medianOfRuns, ms, summarise, times } from '../percentiles.ts';
import { insertRegistry } from '../registry.ts';
import { type BenchStack, startBenchStack } from '../stack.ts';
import { CHANGES, CONSOLES, CUTS, type FanOut, measureConsoles } from './measure-consoles.ts';

const MUST = 50;

type Measured = { readonly floors: Floors; readonly runs: readonly FanOut[]; readonly crash: FanOut };

const measure = async (context: BenchContext, stack: BenchStack): Promise<Measured> => {
  await insertRegistry(stack.databaseUrl, { smokeDetectors: 2_500, doorSensors: 100 });
  const floors = await measureFloors(context, stack, CHANGES);
  const runs: FanOut[] = [];
  for (let number = 1; number <= context.runs; number += 1) {
    context.log(`run ${number} of ${context.runs}`);
    runs.push(await measureConsoles(context, stack, { cuts: CUTS, kill: false, seed: number }));
  }
  context.log('with a SIGKILL of the api');
  const crash = await measureConsoles(context, stack, { cuts: 0, kill: true, seed: 99 });
  return { floors, runs, crash };
};

const sum = (runs: readonly FanOut[], of: (run: FanOut) => number): number =>
  runs.reduce((total, run) => total + of(run), 0);

const arrivalTable = ({ runs, floors }: Measured): Table => {
  const row = (name: string, samples: readonly (readonly number[])[]): (string | number)[] => {
    const { n, p50, p90, p99, max } = medianOfRuns(samples.map(summarise));
    return [
      name,
      n,
      ms(p50),
      ms(p90),
      ms(p99),
      ms(max),
      `${times(p50 / floors.path.p50)}, ${times(p99 / floors.path.p99)}`,
    ];
  };
  return {
    title: `${CONSOLES} consoles, ${CHANGES} alarm changes/s: publish → \`alarm\` at the console, ms`,
    columns: ['console', 'arrivals', 'p50', 'p90', 'p99', 'max', 'to the floor: p50, p99'],
    rows: [
      row(
        'connected all the while',
        runs.map(({ connected }) => connected),
      ),
      row(
        'away when it was published, or when it came',
        runs.map(({ resumed }) => resumed),
      ),
    ],
    note: `Each change is a red that opens. ${CUTS} consoles a second lose their connection and come back a second later with their \`Last-Event-ID\`: the second row is mostly that second. Every figure is the median of the runs.`,
  };
};

const missedTable = ({ runs, crash }: Measured): Table => ({
  title: 'What the consoles got',
  columns: ['', 'alarms', 'arrivals wanted', 'missed', 'resumed with a cursor', 'told to load afresh'],
  rows: [
    [
      'connections cut',
      sum(runs, ({ alarms }) => alarms),
      sum(runs, ({ alarms }) => alarms) * CONSOLES,
      sum(runs, ({ missed }) => missed),
      sum(runs, ({ resumes }) => resumes),
      sum(runs, ({ resets }) => resets),
    ],
    ['SIGKILL of the api', crash.alarms, crash.alarms * CONSOLES, crash.missed, crash.resumes, crash.resets],
  ],
  note:
    crash.back === null
      ? ''
      : `The api was ready ${(crash.back.ready / 1_000).toFixed(1)} s after its SIGKILL, and the last console was back after ${(crash.back.all / 1_000).toFixed(1)} s.`,
});

const targetsOf = ({ runs, crash }: Measured): Target[] => {
  const { p99 } = medianOfRuns(runs.map(({ connected }) => summarise(connected)));
  const missed = sum(runs, ({ missed: of }) => of);
  return [
    {
      what: `p99 to each of ${CONSOLES} consoles at ${CHANGES} alarm changes/s`,
      must: `≤ ${MUST} ms`,
      measured: `${ms(p99)} ms`,
      met: p99 <= MUST,
    },
    { what: 'Missed, reconnects included', must: 'none', measured: String(missed), met: missed === 0 },
    {
      what: 'Missed when the api is killed',
      must: 'none',
      measured: String(crash.missed),
      met: crash.missed === 0 && crash.resumes >= CONSOLES,
    },
  ];
};

const run = async (context: BenchContext): Promise<BenchResult> => {
  const stack = await startBenchStack(context);
  try {
    const measured = await measure(context, stack);
    return {
      name: bench.name,
      title: bench.title,
      tables: [arrivalTable(measured), missedTable(measured), measured.floors.table],
      targets: targetsOf(measured),
      curves: [
        {
          title: `An alarm at ${CONSOLES} consoles: publish → console`,
          unit: 'ms',
          series: [
            { name: 'each console', points: curveOfRuns(measured.runs.map(({ connected }) => connected)) },
            { name: 'floor', points: measured.floors.curve },
          ],
        },
      ],
      notes: [
        'The consoles are connections of two listener processes, ten for each of twenty operators. An alarm is missed when a console has not got it five seconds after the last receipt.',
      ],
    };
  } finally {
    await stack.stop();
  }
};

export const bench: Bench = { name: 'fan-out', title: 'Every console hears every change', run };
