import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { type Command, Option } from 'commander';
import type { Observer } from '../device/device-client.ts';
import type { Fleet } from '../device/fleet.ts';
import { runOpenLoop } from '../load/open-loop.ts';
import type { Send } from '../load/sends.ts';
import { keepBook, openBook } from '../tally/book.ts';
import { isAllStored, tallyResult } from '../tally/result.ts';
import { summaryLine, summaryTable } from '../tally/summary.ts';
import { createTally, type Tally } from '../tally/tally.ts';
import { type LiveView, openLiveView } from './live-view.ts';
import { parseCount, parseDuration } from './parse-option.ts';
import { clock } from './session.ts';
import { settle } from './settle.ts';
import { type DeviceOptions, withDeviceOptions } from './stack-options.ts';

export type MeasuredOptions = DeviceOptions & {
  readonly seed: number;
  readonly grace: number;
  readonly book?: string;
  readonly json?: string;
};

/** For the commands whose messages are all planned beforehand, timed, and looked for at the end. */
export const withMeasuredOptions = (command: Command): Command =>
  withDeviceOptions(command)
    .option('--seed <number>', 'the same seed gives the same run', parseCount, 1)
    .addOption(
      new Option('--grace <time>', 'how long to wait for the last receipts')
        .argParser(parseDuration)
        .default(30_000, '30s'),
    )
    .option('--book <file>', 'writes a line (NDJSON) for each message: what it was and what became of it')
    .option('--json <file>', 'writes the result');

/** Who sends, connected, and all that is to be sent. */
type Ready = {
  readonly fleet: Pick<Fleet, 'connections' | 'pending' | 'waiting'>;
  /** In order. */
  readonly sends: Iterable<Send>;
  close(): Promise<void>;
};

export type MeasuredRun = {
  readonly name: 'load' | 'storm';
  readonly open: (observer: Observer) => Promise<Ready>;
  /** Milliseconds before what counts. */
  readonly warmUp: number;
  /** Milliseconds, warm-up included; undefined: until the last is sent. */
  readonly duration?: number;
  /** What the result says of the run. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly headline: string;
};

const epochOf = (steady: number): number => performance.timeOrigin + steady;

const showRun = (quiet: boolean, headline: string, tally: Tally): LiveView => {
  const title = (): string => (tally.heartbeats > 0 ? `${headline} | ${tally.heartbeats} heartbeats` : headline);
  return openLiveView({
    output: process.stdout,
    quiet,
    picture: () => `${title()}\n${summaryTable(tally)}`,
    line: () => `${title()} | ${summaryLine(tally)}`,
  });
};

/** Sends it all, waits for the receipts, and says how it went. The exit code: 1 when something was not stored. */
export const runMeasured = async (options: MeasuredOptions, run: MeasuredRun, signal: AbortSignal): Promise<number> => {
  const tally = createTally();
  const book = options.book === undefined ? undefined : await openBook(options.book, epochOf);
  const { fleet, sends, close } = await run.open(book === undefined ? tally : keepBook(tally, book));
  const view = showRun(options.quiet === true, run.headline, tally);
  try {
    const begin = clock.steady();
    const cpu = process.cpuUsage();
    tally.measureFrom(begin + run.warmUp);
    await runOpenLoop({ sends, begin, clock, signal });
    const end = run.duration === undefined ? clock.steady() : begin + run.duration;
    await settle(fleet, options.grace, signal);
    if (options.json !== undefined) {
      const result = {
        command: run.name,
        seed: options.seed,
        ...run.facts,
        connections: fleet.connections,
        startedAt: epochOf(begin),
        begin: epochOf(begin + run.warmUp),
        end: epochOf(end),
        /** Microseconds this process spent on it. */
        cpu: process.cpuUsage(cpu),
        ...tallyResult(tally),
      };
      await writeFile(options.json, `${JSON.stringify(result, null, 2)}\n`);
    }
    return isAllStored(tally) ? 0 : 1;
  } finally {
    view.close();
    for (const kept of fleet.waiting) book?.write(kept);
    await book?.close();
    await close();
  }
};
