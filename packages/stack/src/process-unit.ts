import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { lowerPriority } from '@varde/runtime';
import type { ServerUser } from './servers/server-user.ts';
import { StackError } from './stack-error.ts';
import type { Instance, Unit } from './unit.ts';
import { type HealthPace, untilSilent } from './watch-health.ts';

export type ProcessSpec = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What it writes goes there, so that a terminal shows only what concerns a person. */
  readonly log: string;
  /** Gives it a channel, by which it hears that the supervisor is gone; `message` has one anyway. */
  readonly channel?: true;
  /** `message`: it says so over its channel (`runMain`). Otherwise asked again and again until it resolves. */
  readonly ready: 'message' | (() => Promise<void>);
  /** Another user to run as; default: the one who started the stack. */
  readonly user?: ServerUser | null;
  /** Operating-system priority, 0 (as any) to 19 (last). */
  readonly nice?: number;
  readonly stopSignal?: NodeJS.Signals;
  /** Asked for from when it is ready; a process that falls silent there is killed, so that it is launched again. */
  readonly health?: { readonly url: string; readonly pace?: HealthPace };
};

/** Long enough for a database that reads its log again after a crash. */
const READY_LIMIT = 120_000;
const STOP_LIMIT = 12_000;

/** For appending only, so that it can be made short while it is written; see `keepLogsShort`. */
export const openLog = (file: string): number => openSync(file, 'a', 0o600);

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** The whole group, with what it has started itself. */
const killGroup = (child: ChildProcess): void => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
};

const probeUntilReady = async (child: ChildProcess, probe: () => Promise<void>): Promise<void> => {
  while (!hasEnded(child)) {
    try {
      return await probe();
    } catch (error) {
      if (error instanceof StackError) throw error;
      await sleep(50);
    }
  }
};

const waitForMessage = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && 'ready' in message) resolve();
    });
  });

const launch = (spec: ProcessSpec): Instance => {
  const log = openLog(spec.log);
  const child = spawn(spec.command, spec.args, {
    // Out of the terminal's process group: Ctrl-C reaches the supervisor alone, which stops all in order.
    detached: true,
    cwd: '/',
    env: spec.env,
    stdio: spec.channel || spec.ready === 'message' ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
    ...(spec.user ? { uid: spec.user.uid, gid: spec.user.gid } : {}),
  });
  closeSync(log);
  let isSilent = false;
  const describeEnd = (code: number | null, signal: NodeJS.Signals | null): string => {
    if (isSilent) return 'did not answer any more, and was killed';
    return signal === null ? `ended with ${code}` : `ended by ${signal}`;
  };
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(describeEnd(code, signal)));
  });
  if (child.pid !== undefined && spec.nice !== undefined) lowerPriority(child.pid, spec.nice);
  const limit = new AbortController();
  const ready = Promise.race([
    spec.ready === 'message' ? waitForMessage(child) : probeUntilReady(child, spec.ready),
    exited.then((how) => Promise.reject(new StackError(`${spec.name} ${how} while starting; see ${spec.log}`))),
    sleep(READY_LIMIT, undefined, { signal: limit.signal }).then(() => {
      killGroup(child);
      throw new StackError(`${spec.name} was not ready within ${READY_LIMIT / 1_000} s; see ${spec.log}`);
    }),
  ]).finally(() => limit.abort());
  // Whoever waits for it hears of it; nobody has to.
  ready.catch(() => undefined);
  const watched = new AbortController();
  const watch = async (url: string, pace?: HealthPace): Promise<void> => {
    await ready;
    isSilent = await untilSilent(url, watched.signal, pace);
    if (isSilent) killGroup(child);
  };
  void exited.then(() => watched.abort());
  if (spec.health !== undefined) watch(spec.health.url, spec.health.pace).catch(() => undefined);
  const stop = async (): Promise<void> => {
    watched.abort();
    const force = setTimeout(() => killGroup(child), STOP_LIMIT);
    child.kill(spec.stopSignal ?? 'SIGTERM');
    await exited;
    clearTimeout(force);
  };
  return { pid: child.pid ?? 0, isChild: true, ready, exited, stop };
};

export const processUnit = (spec: ProcessSpec): Unit => ({ name: spec.name, launch: async () => launch(spec) });
