import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { BenchContext } from './bench.ts';

export type LoadOptions = {
  readonly dir: string;
  /** Events of the mix a second. */
  readonly rate: number;
  /** Fires a second beside it, each from a device of its own. */
  readonly reds: number;
  /** Seconds. */
  readonly duration: number;
  readonly warmup: number;
  readonly devices: number;
  readonly seed: number;
};

/** One line of the generator's book. */
export type Sent = {
  readonly deviceId: string;
  readonly id: string;
  readonly kind: string;
  readonly lane: 'alarm' | 'event';
  /** When it was meant to be sent, whether or not the generator was late: epoch milliseconds. */
  readonly sentAt: number;
  readonly state: 'stored' | 'rejected' | null;
  readonly settledAt: number | null;
};

export type Load = {
  /** Everything sent got `stored`. */
  readonly allStored: boolean;
  readonly book: string;
  /** Epoch milliseconds of what counts: after the warm-up. */
  readonly begin: number;
  readonly end: number;
};

const BOOTSTRAP = path.resolve(import.meta.dirname, '../../packages/stack/bootstrap.mjs');
/** Connecting before, and the last receipts after. */
const AROUND_LIMIT = 180_000;

let runs = 0;

/** `npm run simulate -- load …`, as anybody runs it. */
export const runLoad = async (context: BenchContext, options: LoadOptions): Promise<Load> => {
  runs += 1;
  const [book, result] = ['book', 'load'].map((name) => path.join(context.folder, `${name}-${runs}.json`)) as [
    string,
    string,
  ];
  const { dir, rate, reds, duration, warmup, devices, seed } = options;
  const args = Object.entries({
    stack: path.join(dir, 'stack.json'),
    mix: 'routine',
    rate,
    reds,
    duration: `${duration}s`,
    warmup: `${warmup}s`,
    devices,
    'gateway-size': 20,
    seed,
    book,
    json: result,
  }).flatMap(([name, value]) => [`--${name}`, String(value)]);
  context.signal.throwIfAborted();
  const child = spawn(process.execPath, [BOOTSTRAP, 'simulate', 'load', ...args, '--quiet'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-4_000);
  });
  const stop = (): void => void child.kill('SIGTERM');
  const limit = setTimeout(stop, (duration + warmup) * 1_000 + AROUND_LIMIT);
  context.signal.addEventListener('abort', stop, { once: true });
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(limit);
  context.signal.removeEventListener('abort', stop);
  context.signal.throwIfAborted();
  const told = await readFile(result, 'utf8').catch(() => null);
  if (told === null) throw new Error(`the load ended with ${code}: ${said}`);
  const { begin, end } = JSON.parse(told) as { begin: number; end: number };
  return { allStored: code === 0, book, begin, end };
};

/** Reads a book line by line; `wanted` is asked before a line is parsed. */
export async function* readBook(book: string, wanted: (line: string) => boolean = () => true): AsyncGenerator<Sent> {
  const lines = createInterface({ input: createReadStream(book), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) if (line !== '' && wanted(line)) yield JSON.parse(line) as Sent;
}
