import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { Command, InvalidArgumentError } from 'commander';
import { BENCHES } from './benches.ts';
import { readMachine } from './machine.ts';
import { printResult } from './report/print-result.ts';
import { loadResults, saveResult } from './report/results.ts';
import { writeReport } from './report/write-report.ts';
import { type Measured, runBench } from './run-bench.ts';

const parseRuns = (text: string): number => {
  const runs = Number(text);
  if (!Number.isInteger(runs) || runs < 1 || runs > 9) throw new InvalidArgumentError('a number from 1 to 9');
  return runs;
};

const parseName = (name: string, before: readonly string[] | undefined): string[] => {
  if (!Object.hasOwn(BENCHES, name)) throw new InvalidArgumentError(`one of ${Object.keys(BENCHES).join(', ')}`);
  return [...(before ?? []), name];
};

const program = new Command('npm run bench --')
  .description('Measures Varde on this machine. Results and docs/performance.md are written anew for what was run.')
  .argument('[names...]', `which (default: all): ${Object.keys(BENCHES).join(', ')}`, parseName)
  .option('--runs <number>', 'of each point; medians are reported', parseRuns, 3)
  .option('--quick', 'points of three seconds, once: to see that all works; nothing is written down', false)
  .option('--json <file>', 'write what was measured there too')
  .parse();
const options = program.opts<{ runs: number; quick: boolean; json?: string }>();
const asked = program.processedArgs[0] as string[] | undefined;
const names = asked === undefined || asked.length === 0 ? Object.keys(BENCHES) : asked;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

const begun = performance.now();
const log = (line: string): void => {
  const seconds = Math.round((performance.now() - begun) / 1_000);
  process.stderr.write(`${String(seconds).padStart(5)} s  ${line}\n`);
};

// Once, before the first: a bench leaves a load average behind for the next.
const machine = readMachine();
const measured: Measured[] = [];
const failed: string[] = [];
for (const name of names) {
  const load = BENCHES[name];
  if (load === undefined || stop.signal.aborted) continue;
  try {
    const { bench } = await load();
    log(`── ${bench.name}: ${bench.title}`);
    const runs = options.quick ? 1 : options.runs;
    const one = await runBench(bench, { runs, quick: options.quick, log, signal: stop.signal, machine });
    measured.push(one);
    process.stdout.write(printResult(one));
    if (!options.quick) await saveResult(one);
  } catch (error) {
    if (stop.signal.aborted) break;
    failed.push(name);
    log(`${name} could not be measured: ${error instanceof Error ? error.stack : String(error)}`);
  }
}
if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(measured, null, 2)}\n`);
if (!options.quick && measured.length > 0) await writeReport(await loadResults(Object.keys(BENCHES)));
if (failed.length > 0) log(`Not measured: ${failed.join(', ')}`);
process.exit(stop.signal.aborted ? 130 : failed.length === 0 ? 0 : 1);
