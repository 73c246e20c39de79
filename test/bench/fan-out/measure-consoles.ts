import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { query } from '../../harness/record.ts';
import { readStackState } from '../../harness/stack.ts';
import type { BenchContext } from '../bench.ts';
import { closeAll } from '../desk.ts';
import { startChild } from '../peers/processes/start-process.ts';
import { stamp } from '../receivers/run-receiver.ts';
import { type Load, readBook, runLoad, type Sent } from '../run-load.ts';
import type { BenchStack } from '../stack.ts';
import { healthOf, untilReady } from '../wide/until-ready.ts';
import type { ConsoleOptions, ConsoleReport } from './consoles.main.ts';

export const CONSOLES = 200;
const PROCESSES = 2;
const OPERATORS = 20;
/** Alarm changes a second: each is an alarm that opens. */
export const CHANGES = 50;
/** Consoles whose connection is cut, a second. */
export const CUTS = 2;
/** After the last receipt, for what is still on its way, and for whoever is just coming back. */
const LAST_ONES = 5_000;
/** The load reads the registry and opens its accounts before it begins. */
const BEGIN_LIMIT = 120_000;

export type FanOut = {
  readonly alarms: number;
  /** Publish → console, for consoles that were connected all that time. */
  readonly connected: readonly number[];
  /** The same for those that were away, came back and caught up. */
  readonly resumed: readonly number[];
  /** Alarms that a console never got. */
  readonly missed: number;
  readonly resets: number;
  readonly resumes: number;
  /** Milliseconds from the kill of the api until it was ready, and until every console was back; null: not killed. */
  readonly back: { readonly ready: number; readonly all: number } | null;
};

export type FanOutOptions = { readonly cuts: number; readonly kill: boolean; readonly seed: number };

const isRed = (line: string): boolean => line.includes('"fire-alarm"');

const tokensOf = async (stack: BenchStack): Promise<string[]> => {
  const tokens: string[] = [];
  for (let number = 1; number <= OPERATORS; number += 1) {
    tokens.push((await stack.person('operator', `bench-${number}`)).token);
  }
  return tokens;
};

const startConsoles = async ({ folder }: BenchContext, stack: BenchStack, cuts: number) => {
  const people = await tokensOf(stack);
  const tokens = Array.from({ length: CONSOLES / PROCESSES }, (_, at) => people[at % OPERATORS] ?? '');
  const options: ConsoleOptions = { api: stack.state.api, tokens, cuts: cuts / PROCESSES };
  const file = path.join(import.meta.dirname, 'consoles.main.ts');
  const log = path.join(folder, 'consoles.log');
  const children = await Promise.all(Array.from({ length: PROCESSES }, () => startChild<null>({ file, options, log })));
  return {
    reports: async () => (await Promise.all(children.map((child) => child.ask<ConsoleReport[]>(null)))).flat(),
    stop: async () => {
      for (const child of children) await child.stop();
    },
  };
};

type Arrivals = Pick<FanOut, 'connected' | 'resumed' | 'missed'>;

const wasAway = ({ away }: ConsoleReport, sentAt: number, at: number): boolean =>
  away.some(([from, until]) => from <= at && until >= sentAt);

const judge = (sent: readonly Sent[], reports: readonly ConsoleReport[]): Arrivals => {
  const [connected, resumed]: [number[], number[]] = [[], []];
  let missed = 0;
  for (const report of reports) {
    for (const { deviceId, sentAt } of sent) {
      const at = report.fires[deviceId];
      if (at === undefined) missed += 1;
      else (wasAway(report, sentAt, at) ? resumed : connected).push(at - sentAt);
    }
  }
  return { connected, resumed, missed };
};

const readReds = async (load: Load): Promise<Sent[]> => {
  const reds: Sent[] = [];
  for await (const sent of readBook(load.book, isRed)) if (sent.sentAt >= load.begin) reds.push(sent);
  return reds;
};

const ALARMS = "select from alarm where kind = 'fire-alarm' and state <> 'closed' limit 1";

const untilAlarms = async ({ signal }: BenchContext, { databaseUrl }: BenchStack): Promise<void> => {
  const end = performance.now() + BEGIN_LIMIT;
  while ((await query(databaseUrl, ALARMS)).length === 0) {
    if (performance.now() > end) throw new Error('no alarm came');
    await sleep(100, undefined, { signal });
  }
};

/** SIGKILL so long after the first alarm; gives when, and when it was ready again. */
const killApi = async (context: BenchContext, stack: BenchStack, after: number): Promise<[number, number]> => {
  await untilAlarms(context, stack);
  await sleep(after, undefined, { signal: context.signal });
  const { pids } = await readStackState(stack.dir);
  context.log('SIGKILL of the api');
  process.kill(pids['api'] ?? 0, 'SIGKILL');
  const killed = stamp();
  await untilReady(await healthOf(stack.dir, 'api'));
  return [killed, stamp()];
};

/** One load of alarms, and all consoles listening. */
export const measureConsoles = async (
  context: BenchContext,
  stack: BenchStack,
  { cuts, kill, seed }: FanOutOptions,
): Promise<FanOut> => {
  const [duration, warmup] = context.quick ? [6, 1] : [30, 5];
  const consoles = await startConsoles(context, stack, cuts);
  try {
    const options = { dir: stack.dir, rate: 0, reds: CHANGES, duration, warmup, devices: 20, seed };
    const loading = runLoad(context, options);
    const killing = kill ? killApi(context, stack, (warmup + duration / 3) * 1_000) : null;
    const [load, killed] = await Promise.all([loading, killing]);
    await sleep(LAST_ONES, undefined, { signal: context.signal });
    const reports = await consoles.reports();
    const sent = await readReds(load);
    const lastBack = Math.max(...reports.flatMap(({ away }) => away.map(([, until]) => until)));
    return {
      alarms: sent.length,
      ...judge(sent, reports),
      resets: reports.reduce((sum, { resets }) => sum + resets, 0),
      resumes: reports.reduce((sum, { away }) => sum + away.length, 0),
      back: killed === null ? null : { ready: killed[1] - killed[0], all: lastBack - killed[0] },
    };
  } finally {
    await consoles.stop();
    await closeAll(await stack.person('operator', 'kari'));
  }
};
