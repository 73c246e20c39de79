import type { Machine } from '../machine.ts';
import type { Measured } from '../run-bench.ts';
import { markdownOf, markdownTable, verdict } from './markdown.ts';

const INTRODUCTION = `# Performance

Measured by \`npm run bench\`, which writes this page, and one for each bench, from \`test/bench/results/\`; nothing here is
written by hand. A newer result takes the place of an older one, bench by bench.

How it is measured: the \`servers\` stack as \`npm start\` starts it, on a fresh data folder, with its load generator and
listener on the same machine. Open loop: each message has an intended send time, decided beforehand, and its latency
counts from that, however late it went out. One message a publish, with receipts. The listener is an operator's client
on the event stream, in a process of its own. Unless a bench says otherwise, a point is 30 seconds after a warm-up of
five, and its figures are the medians of the runs. [Decision 15](decisions/0015-how-speed-is-measured.md) tells why.`;

/** A curve's picture, beside its bench's page. */
export const curveFile = (bench: string, index: number): string => `${bench}-${index + 1}.svg`;

const targets = (results: readonly Measured[]): string =>
  markdownTable(
    ['bench', 'what', 'must', 'aim', 'measured', ''],
    results.flatMap(({ result }) =>
      result.targets.map((target) => [
        `[${result.name}](performance/${result.name}.md)`,
        target.what,
        target.must,
        target.aim ?? null,
        target.measured,
        verdict(target),
      ]),
    ),
  );

/** Absent in results from before it was measured. */
const memory = ({ memoryNs }: Partial<Machine>): string =>
  memoryNs === undefined ? '' : `${memoryNs.median}, at worst ${memoryNs.worst}`;

const machines = (results: readonly Measured[]): string =>
  markdownTable(
    ['bench', 'measured', 'runs', 'machine', 'kernel', 'load before', 'read of 8 MiB, ns'],
    results.map(({ result, measuredAt, runs, machine }) => [
      result.name,
      measuredAt.slice(0, 10),
      runs,
      `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.disk}`,
      machine.kernel,
      machine.loadBefore,
      memory(machine),
    ]),
  );

const settingsLines = ({ settings }: Measured): string =>
  Object.entries(settings)
    .map(([of, read]) => {
      const pairs = Object.entries(read).map(([name, value]) => `\`${name}\` ${value}`);
      return `- ${of}: ${pairs.join(', ')}`;
    })
    .join('\n');

/** Once for all benches that read back the same. */
const settings = (results: readonly Measured[]): string[] =>
  [...Map.groupBy(results, settingsLines)]
    .filter(([lines]) => lines !== '')
    .map(
      ([lines, of]) => `As read back from what ran in ${of.map(({ result }) => result.name).join(', ')}:\n\n${lines}`,
    );

/** `docs/performance/<bench>.md`, whole. */
export const benchPage = ({ result }: Measured): string => {
  const curves = result.curves.map(({ title }, index) => `![${title}](${curveFile(result.name, index)})`);
  return `${[
    `# ${result.name}`,
    `${result.title}. [What was asked for, and the machine](../performance.md).`,
    ...result.tables.map(markdownOf),
    ...curves,
    ...(result.notes.length === 0 ? [] : [result.notes.map((note) => `- ${note}`).join('\n')]),
  ].join('\n\n')}\n`;
};

/** `docs/performance.md`, whole. */
export const performancePage = (results: readonly Measured[]): string =>
  `${[INTRODUCTION, '## Targets', targets(results), '## Where and when', machines(results), ...settings(results)].join(
    '\n\n',
  )}\n`;
