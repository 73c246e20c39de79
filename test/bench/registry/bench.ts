import type { Bench, BenchContext, BenchResult, Table, Target } from '../bench.ts';
import { grouped, median, medianOfRuns, ms, type Summary, summarise } from '../percentiles.ts';
import { type BenchStack, startBenchStack } from '../stack.ts';
import { insertRegister, REGISTRY_TECHNICIAN } from './insert-register.ts';
import { inventPeople } from './invented-people.ts';
import { type Answers, AT_A_TIME, measureAnswers, measureFirstReport, measureImport } from './measure-answers.ts';
import { makeQuestions } from './questions.ts';

const SIZES = { full: { people: 100_000, questions: 300 }, quick: { people: 2_000, questions: 30 } } as const;
const SEED = 1103;
const IMPORTED = 10_000;
const MUST_MS = 100;
const MUST_SECONDS = 10;

type Way = 'alone' | 'together';
type Measured = {
  readonly size: (typeof SIZES)[keyof typeof SIZES];
  readonly devices: number;
  readonly runs: readonly (readonly Answers[])[];
  readonly imports: readonly number[];
  /** Milliseconds the first look at how all devices fare took: nobody had counted them. */
  readonly firstReport: number;
};

/** What one looks at, with the figures of all runs. */
type Line = Pick<Answers, 'kind' | 'name' | 'found'> & Readonly<Record<Way, Summary>>;

const measure = async (context: BenchContext, stack: BenchStack): Promise<Measured> => {
  const size = context.quick ? SIZES.quick : SIZES.full;
  await insertRegister(context, stack.databaseUrl, inventPeople(size.people, SEED));
  const technician = await stack.person('technician', REGISTRY_TECHNICIAN);
  const firstReport = await measureFirstReport(technician);
  const imports: number[] = [];
  const runs: (readonly Answers[])[] = [];
  const asked = await makeQuestions(stack.databaseUrl, size.questions);
  for (let run = 1; run <= context.runs; run += 1) {
    context.log(`run ${run} of ${context.runs}`);
    imports.push(await measureImport(stack, technician, IMPORTED, `IMP${run}`));
    context.log(`   ${IMPORTED} rows imported in ${imports.at(-1)?.toFixed(1)} s`);
    runs.push(await measureAnswers(context, technician, asked));
  }
  return { size, devices: size.people * 10, runs, imports, firstReport };
};

const linesOf = ({ runs }: Measured): Line[] =>
  (runs[0] ?? []).map(({ kind, name, found }, at) => {
    const of = (way: Way): Summary => medianOfRuns(runs.map((run) => summarise(run[at]?.[way] ?? [])));
    return { kind, name, found, alone: of('alone'), together: of('together') };
  });

const answerTable = (lines: readonly Line[], { size, devices }: Measured): Table => ({
  title: `Answers over HTTP, ${grouped(devices)} devices and ${grouped(size.people)} residents, ms`,
  columns: ['asked', 'p50', 'p95', 'p99', 'max', `p95, ${AT_A_TIME} at a time`, 'found'],
  rows: lines.map(({ name, found, alone, together }) => [
    ...[name, ms(alone.p50), ms(alone.p95), ms(alone.p99), ms(alone.max), ms(together.p95)],
    found === null ? null : `${(found * 100).toFixed(1)} %`,
  ]),
  note: `Each ${size.questions} times a run, one at a time, then ${AT_A_TIME} at a time; medians of the runs. The first row is the floor: a request that is signed in and reads one row by its key. Lists are pages of 100. “Found”: what was looked for is among the 20 of the answer.`,
});

const importTable = ({ imports, firstReport, devices }: Measured): Table => ({
  title: `Beside ${grouped(devices)} devices`,
  columns: ['', 'took'],
  rows: [
    [`${grouped(IMPORTED)} rows through \`POST /api/devices/import\``, `${median(imports).toFixed(1)} s`],
    ['the first look at `/api/reports/devices` since the api started', `${(firstReport / 1_000).toFixed(1)} s`],
  ],
  note: 'How many devices there are of a kind is counted at the first look and then kept for a hundred times as long as that took; what of them is silent or faulty is read at each look.',
});

const targetsOf = (lines: readonly Line[], { imports }: Measured): Target[] => {
  const slowest = (what: string, kind: Answers['kind'], way: Way): Target => {
    const [worst] = lines.filter((line) => line.kind === kind).toSorted((a, b) => b[way].p95 - a[way].p95);
    const p95 = worst?.[way].p95 ?? Number.NaN;
    return {
      ...{ what, must: `≤ ${MUST_MS} ms`, measured: `${ms(p95)} ms (${worst?.name ?? 'nothing'})` },
      met: p95 <= MUST_MS,
    };
  };
  const seconds = median(imports);
  return [
    slowest('Any list, p95 of the slowest', 'list', 'alone'),
    slowest('Search, p95 of the slowest', 'search', 'alone'),
    slowest('Worklist, p95 of the slowest', 'worklist', 'alone'),
    slowest(`Search, p95 of the slowest, ${AT_A_TIME} at a time`, 'search', 'together'),
    {
      what: `Import of ${grouped(IMPORTED)} devices`,
      must: `< ${MUST_SECONDS} s`,
      measured: `${seconds.toFixed(1)} s`,
      met: seconds < MUST_SECONDS,
    },
  ];
};

const run = async (context: BenchContext): Promise<BenchResult> => {
  const stack = await startBenchStack(context);
  try {
    const measured = await measure(context, stack);
    const lines = linesOf(measured);
    return {
      name: bench.name,
      title: bench.title,
      tables: [answerTable(lines, measured), importTable(measured)],
      targets: targetsOf(lines, measured),
      curves: [],
      notes: [
        `The register is invented by a seeded draw (test/bench/registry): ten devices for each resident, nine in ten of them at work; one resident in two bears one of forty family names, the others one of some thousands; twenty areas, the largest a fifth of all; two closed alarms for each resident.`,
        'A typing fault is a letter too many, one missing, another one, or two that changed places, anywhere but at the very beginning.',
        `The processes of the stack are at rest otherwise. With ${AT_A_TIME} at a time the answers share two cores with whoever asks.`,
      ],
    };
  } finally {
    await stack.stop();
  }
};

export const bench: Bench = { name: 'registry', title: 'Finding in a register of a million devices', run };
