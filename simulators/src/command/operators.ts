import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { seededDraw } from '../chance/draw.ts';
import { createDesk } from '../operators/desk.ts';
import { runOperator } from '../operators/operator.ts';
import { createShiftReport } from '../operators/shift-report.ts';
import { createApiClient } from '../platform/api-client.ts';
import { retry } from '../platform/retry.ts';
import { readStackFile } from '../platform/stack-file.ts';
import { stackTokens } from '../platform/token-source.ts';
import { openLiveView } from './live-view.ts';
import { parseCount, parseDuration, parsePositive } from './parse-option.ts';
import { createFaultPrinter } from './print-fault.ts';
import { runUntilStopped } from './run-until-stopped.ts';
import { clock } from './session.ts';
import { dataDirOf, type StackOptions, stackFileOf, withStackOptions } from './stack-options.ts';

type OperatorsCommandOptions = StackOptions & {
  readonly count: number;
  readonly speed: number;
  readonly duration?: number;
  readonly seed: number;
};

const run = async (options: OperatorsCommandOptions, stopped: AbortSignal): Promise<number> => {
  const onFault = createFaultPrinter(clock.steady);
  const waiting = { signal: stopped, limit: options.duration, onFault };
  const urls = await retry(() => readStackFile(stackFileOf(options)), waiting);
  const over = new AbortController();
  const signal = AbortSignal.any([stopped, over.signal]);
  const shift = createShiftReport();
  const view = openLiveView({
    output: process.stdout,
    quiet: options.quiet === true,
    picture: shift.table,
    line: shift.line,
  });
  const operators = Array.from({ length: options.count }, (_, index) => {
    const name = `simulated-${index + 1}`;
    const tokens = stackTokens({ role: 'operator', name, dataDir: dataDirOf(options) });
    const desk = createDesk(createApiClient(urls.api, tokens));
    return runOperator({ desk, draw: seededDraw(options.seed, name), speed: options.speed, shift, signal, onFault });
  });
  process.send?.({ ready: true });
  if (options.duration !== undefined) {
    await sleep(options.duration, undefined, { signal: stopped }).catch(() => undefined);
    over.abort();
  }
  await Promise.all(operators);
  view.close();
  return 0;
};

export const operatorsCommand = (): Command =>
  withStackOptions(new Command('operators'))
    .description('operators who answer: take the next, talk a while, close with cause and action')
    .option('--count <count>', 'how many operators', parseCount, 2)
    .option('--speed <factor>', 'how many times faster than people they talk', parsePositive, 1)
    .option('--duration <time>', 'stop after so long (default: never)', parseDuration)
    .option('--seed <number>', 'the same seed gives the same conversations', Number, 1)
    .action((options: OperatorsCommandOptions) => runUntilStopped((signal) => run(options, signal)));
