import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { Command, InvalidArgumentError } from 'commander';
import { checkLedger } from './check-ledger.ts';
import { describeViolation } from './describe-violation.ts';

const parseSeconds = (text: string): number => {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new InvalidArgumentError('a number of seconds');
  return value * 1_000;
};

const collect = (file: string, before: readonly string[]): string[] => [...before, file];

const options = new Command('npm run ledger --')
  .description('Checks what must hold of every database of Varde, in SQL; exit 1 with each thing that does not.')
  .option('--sent <file>', "a load generator's book of ids and receipts; may be given several times", collect, [])
  .option('--data <folder>', 'the state folder of a running stack', '.varde')
  .option('--database <url>', 'a PostgreSQL, instead of the one of a stack')
  .option('--settled <seconds>', 'how long an event may wait to be decided', parseSeconds, 30_000)
  .option('--timeout <seconds>', 'how long one question may take', parseSeconds, 300_000)
  .parse()
  .opts<{ sent: string[]; data: string; database?: string; settled: number; timeout: number }>();

const databaseOf = async (folder: string): Promise<string> => {
  const file = path.join(folder, 'stack.json');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`No stack runs in ${path.resolve(folder)}; name its folder with --data, or a --database.`);
  });
  const { servers } = JSON.parse(text) as { servers: Readonly<Record<string, { readonly url: string }>> };
  const url = servers['postgres']?.url;
  if (url === undefined) throw new Error(`${file} names no PostgreSQL; give it with --database.`);
  return url;
};

try {
  const violations = await checkLedger({
    databaseUrl: options.database ?? (await databaseOf(options.data)),
    books: options.sent,
    settledWithin: options.settled,
    statementTimeout: options.timeout,
  });
  for (const violation of violations) process.stdout.write(`${describeViolation(violation)}\n`);
  if (violations.length === 0) process.stdout.write('The ledger holds.\n');
  process.exitCode = violations.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
