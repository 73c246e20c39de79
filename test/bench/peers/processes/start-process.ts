import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

export type RunningProcess = {
  readonly pid: number;
  /** Asks it to end, by force after five seconds; resolves when it is gone. */
  stop(): Promise<void>;
  /** SIGKILL, nothing else; resolves when it is gone. */
  kill(): Promise<void>;
};

export type Child<Ask> = RunningProcess & {
  ask<Answer = null>(question: Ask): Promise<Answer>;
};

const READY_LIMIT = 60_000;
const STOP_LIMIT = 5_000;

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const running = (child: ChildProcess, stopSignal: NodeJS.Signals): RunningProcess => {
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (hasEnded(child)) return;
    const gone = once(child, 'exit');
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
    child.kill(signal);
    await gone;
    clearTimeout(force);
  };
  return { pid: child.pid ?? 0, stop: () => end(stopSignal), kill: () => end('SIGKILL') };
};

const limited = async (what: string, ready: Promise<unknown>, child: ChildProcess): Promise<void> => {
  const limit = new AbortController();
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${what} ended with ${code ?? signal} while starting`)));
  });
  const late = sleep(READY_LIMIT, undefined, { signal: limit.signal }).then(() => {
    throw new Error(`${what} was not ready within ${READY_LIMIT / 1_000} s`);
  });
  late.catch(() => undefined);
  ended.catch(() => undefined);
  try {
    await Promise.race([ready, ended, late]);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    limit.abort();
  }
};

export type ProgramOptions = {
  readonly command: string;
  readonly args: readonly string[];
  /** Where everything it prints goes. */
  readonly log: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly user?: { readonly uid: number; readonly gid: number } | null;
  readonly stopSignal?: NodeJS.Signals;
  /** Asked again and again until it resolves. */
  readonly probe: () => Promise<unknown>;
};

/** A program that is not ours, as a child of this process. */
export const startProgram = async (options: ProgramOptions): Promise<RunningProcess> => {
  const { command, args, env = process.env, user, probe, stopSignal = 'SIGTERM' } = options;
  const log = openSync(options.log, 'a');
  const child = spawn(command, args, { cwd: '/', env, stdio: ['ignore', log, log], ...user });
  closeSync(log);
  const answers = async (): Promise<void> => {
    while (!hasEnded(child)) {
      const failed = await probe().then(
        () => false,
        () => true,
      );
      if (!failed) return;
      await sleep(25);
    }
  };
  await limited(command, answers(), child);
  return running(child, stopSignal);
};

export type ChildOptions = {
  /** Its main file; started with `options` as its one argument. */
  readonly file: string;
  readonly options: unknown;
  readonly log: string;
  /** Operating-system priority, 0 (as any) to 19 (last). */
  readonly nice?: number;
  readonly onTell?: (tell: unknown) => void;
};

type Message = { readonly ready?: true; readonly tell?: unknown; readonly number?: number; readonly answer?: unknown };

/** A process of ours beside this one, which serves it by `serveParent`. */
export const startChild = async <Ask>(options: ChildOptions): Promise<Child<Ask>> => {
  const { file, nice, onTell } = options;
  const log = openSync(options.log, 'a');
  const child = fork(file, [JSON.stringify(options.options)], { execArgv: [], stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  if (child.pid !== undefined && nice !== undefined) os.setPriority(child.pid, nice);
  const waiting = new Map<number, (answer: unknown) => void>();
  const ready = new Promise<void>((resolve) => {
    child.on('message', (message: Message) => {
      if (message.ready === true) resolve();
      else if (message.number === undefined) onTell?.(message.tell);
      else waiting.get(message.number)?.(message.answer);
    });
  });
  await limited(file, ready, child);
  let count = 0;
  return {
    ...running(child, 'SIGTERM'),
    ask: <Answer>(question: Ask) =>
      new Promise<Answer>((resolve, reject) => {
        const number = ++count;
        const gone = (): void => reject(new Error(`${file} ended before it answered`));
        child.once('exit', gone);
        waiting.set(number, (answer) => {
          child.off('exit', gone);
          waiting.delete(number);
          resolve(answer as Answer);
        });
        child.send({ number, question });
      }),
  };
};
