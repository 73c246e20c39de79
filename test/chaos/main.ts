import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { Command, InvalidArgumentError } from 'commander';
import { readMachine } from '../bench/machine.ts';
import { startStack, temporaryFolder } from '../harness/stack.ts';
import type { Fault } from './fault.ts';
import { FAULTS, faultNamed } from './faults/faults.ts';
import { LONG, SHORT } from './plan.ts';
import { problemsOf, tableOf } from './report.ts';
import { runChaos } from './run-chaos.ts';
import { setScene } from './scene.ts';

const MINUTE = 60_000;

const parseNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new InvalidArgumentError('a number');
  return value;
};

const addFault = (name: string, before: readonly Fault[] | undefined): Fault[] => {
  const fault = faultNamed(name);
  if (fault === undefined) throw new InvalidArgumentError(`one of ${FAULTS.map((one) => one.name).join(', ')}`);
  return [...(before ?? []), fault];
};

const options = new Command('npm run chaos --')
  .description(
    'Kills, freezes, wipes and confuses a stack under load, and sees that no alarm is lost, late or doubled.',
  )
  .option('--seed <number>', 'the same seed gives the same load and the same pairs', parseNumber, 1)
  .option('--minutes <number>', 'how long two faults at once are tried for, from the beginning', parseNumber, 45)
  .option('--fault <name>', 'only this one; may be given several times', addFault)
  .option('--short', "CI's version: less load, shorter faults", false)
  .option('--json <file>', 'write the result, with the machine and the date')
  .parse()
  .opts<{ seed: number; minutes: number; fault?: Fault[]; short: boolean; json?: string }>();

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

const machine = readMachine();
const plan = options.short ? SHORT : LONG;
const startedAt = new Date();
say(`Seed ${options.seed}`);
const folder = await temporaryFolder();
// The servers' own user walks through it when root runs this; left private, their data would lie elsewhere.
await chmod(folder.path, 0o755);
const dir = path.join(folder.path, 'stack');
const stack = await startStack('servers', dir);
let failed = true;
try {
  const scene = await setScene(dir, plan);
  try {
    const results = await runChaos({
      scene,
      faults: options.fault ?? FAULTS,
      seed: options.seed,
      pairsFor: options.fault === undefined ? options.minutes * MINUTE : 0,
      signal: stop.signal,
      onResult: (result) => say([tableOf([result]).split('\n').at(-1), problemsOf([result])].join('\n').trimEnd()),
    });
    failed = results.some(({ problems }) => problems.length > 0);
    say(`\n${tableOf(results)}\n\n${failed ? problemsOf(results) : 'All held.'}`);
    if (options.json !== undefined) {
      const result = { startedAt: startedAt.toISOString(), seed: options.seed, machine, plan, results };
      await writeFile(options.json, `${JSON.stringify(result, null, 2)}\n`);
    }
  } finally {
    await scene.close();
  }
} finally {
  await stack.stop();
  if (failed) say(`What the processes wrote is in ${dir}/logs`);
  else await folder.remove();
}
process.exit(failed ? 1 : 0);
