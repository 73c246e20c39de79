import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import type { DeviceView } from '@varde/contracts';
import { type Command, Option } from 'commander';
import type { DeviceClient } from '../device/device-client.ts';
import { createRoom } from '../device/room.ts';
import { runOpenLoop } from '../load/open-loop.ts';
import type { Send } from '../load/sends.ts';
import { type Book, keepBook, openBook } from '../tally/book.ts';
import { isAllStored, tallyResult } from '../tally/result.ts';
import { summaryLine, summaryTable } from '../tally/summary.ts';
import { createTally, type Tally } from '../tally/tally.ts';
import { openLiveView } from './live-view.ts';
import { parseCount, parseDuration } from './parse-option.ts';
import { clock, openSession, type Place } from './session.ts';
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

export type MeasuredRun = {
  readonly name: 'load' | 'storm';
  readonly devices: readonly DeviceView[];
  /** In order; asked for once all are connected. */
  readonly sends: (clients: ReadonlyMap<string, DeviceClient>) => Iterable<Send>;
  /** Milliseconds before what counts. */
  readonly warmUp: number;
  /** Milliseconds, warm-up included; undefined: until the last is sent. */
  readonly duration?: number;
  /** Said of the run in its result. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly headline: string;
};

/** Messages, about 1 KB each: a load must not give up what a service that is away has yet to take. */
const MEMORY = 1_000_000;

const epochOf = (steady: number): number => performance.timeOrigin + steady;

const showRun = (options: MeasuredOptions, { headline }: MeasuredRun, tally: Tally) =>
  openLiveView({
    output: process.stdout,
    quiet: options.quiet === true,
    picture: () => `${headline}\n${summaryTable(tally)}`,
    line: () => `${headline} | ${summaryLine(tally)}`,
  });

/** Sends it all, waits for the receipts, and says how it went. The exit code: 1 when something was not stored. */
export const runMeasured = async (
  place: Place,
  options: MeasuredOptions,
  run: MeasuredRun,
  signal: AbortSignal,
): Promise<number> => {
  const tally = createTally();
  const book: Book | undefined = options.book === undefined ? undefined : await openBook(options.book, epochOf);
  const observer = book === undefined ? tally : keepBook(tally, book);
  const room = createRoom(MEMORY);
  const session = await openSession(
    place,
    run.devices,
    { ...options, observer, roomFor: () => room, limit: run.duration },
    signal,
  );
  const { fleet } = session;
  const view = showRun(options, run, tally);
  try {
    const begin = clock.steady();
    const cpu = process.cpuUsage();
    tally.measureFrom(begin + run.warmUp);
    await runOpenLoop({ sends: run.sends(fleet.clients), begin, clock, signal });
    const end = run.duration === undefined ? clock.steady() : begin + run.duration;
    await settle(fleet, options.grace, signal);
    if (options.json !== undefined) {
      const times = { startedAt: epochOf(begin), begin: epochOf(begin + run.warmUp), end: epochOf(end) };
      const { name, facts, devices } = run;
      const { user, system } = process.cpuUsage(cpu);
      const result = {
        command: name,
        seed: options.seed,
        ...facts,
        devices: devices.length,
        connections: fleet.connections,
        ...times,
        /** Microseconds this process spent on the run. */
        cpu: { user, system },
      };
      await writeFile(options.json, `${JSON.stringify({ ...result, ...tallyResult(tally) }, null, 2)}\n`);
    }
    return isAllStored(tally) ? 0 : 1;
  } finally {
    view.close();
    for (const { waiting } of fleet.clients.values()) for (const kept of waiting) book?.write(kept);
    await book?.close();
    await session.close();
  }
};
