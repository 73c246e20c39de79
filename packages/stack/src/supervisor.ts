import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance, Unit } from './unit.ts';

export type SupervisorEvent =
  | { readonly kind: 'launched'; readonly name: string; readonly pid: number; readonly isChild: boolean }
  /** Of its own accord, or killed by somebody else; it is launched again. */
  | { readonly kind: 'ended'; readonly name: string; readonly how: string };

export type Supervisor = {
  /** Starts a group of units at once and keeps them running; rejects with the first that does not become ready. */
  start(units: readonly Unit[]): Promise<void>;
  /** The processes that run now. */
  pids(): Record<string, number>;
  /** Stops every group, the last started first. */
  stop(): Promise<void>;
};

/** Milliseconds. */
type Pace = {
  readonly firstDelay: number;
  /** Each delay is twice the one before, up to this. */
  readonly longestDelay: number;
  /** One that ran this long before it ended is not one that keeps dying. */
  readonly steady: number;
};

const PACE: Pace = { firstDelay: 100, longestDelay: 30_000, steady: 10_000 };

export const createSupervisor = (onEvent: (event: SupervisorEvent) => void, pace = PACE): Supervisor => {
  const stopping = new AbortController();
  const running = new Map<string, Instance>();
  const groups: { units: readonly Unit[]; loops: Promise<void>[] }[] = [];

  const runOnce = async (unit: Unit, onLaunch: (ready: Promise<void>) => void): Promise<string> => {
    const launch = unit.launch();
    onLaunch(launch.then((instance) => instance.ready));
    const instance = await launch;
    running.set(unit.name, instance);
    onEvent({ kind: 'launched', name: unit.name, pid: instance.pid, isChild: instance.isChild });
    // Asked to stop while it was being launched: nobody else knows of it yet.
    if (stopping.signal.aborted) await instance.stop();
    const how = await instance.exited;
    running.delete(unit.name);
    return how;
  };

  const keepRunning = async (unit: Unit, onLaunch: (ready: Promise<void>) => void): Promise<void> => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const began = performance.now();
      const how = await runOnce(unit, onLaunch).catch((error: unknown) => String(error));
      if (stopping.signal.aborted) return;
      onEvent({ kind: 'ended', name: unit.name, how });
      failures = performance.now() - began >= pace.steady ? 1 : failures + 1;
      const delay = Math.min(pace.longestDelay, pace.firstDelay * 2 ** (failures - 1));
      await sleep(delay, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  const startUnit = (unit: Unit, loops: Promise<void>[]): Promise<void> =>
    new Promise((resolve, reject) => {
      loops.push(keepRunning(unit, (ready) => void ready.then(resolve, reject)));
    });

  const stopAll = async (): Promise<void> => {
    stopping.abort();
    for (const { units, loops } of groups.toReversed()) {
      await Promise.all(units.map(async (unit) => running.get(unit.name)?.stop()));
      await Promise.all(loops);
    }
  };

  let stopped: Promise<void> | undefined;
  return {
    start: async (units) => {
      stopping.signal.throwIfAborted();
      const group = { units, loops: [] as Promise<void>[] };
      groups.push(group);
      await Promise.all(units.map((unit) => startUnit(unit, group.loops)));
    },
    pids: () => Object.fromEntries([...running].map(([name, instance]) => [name, instance.pid])),
    stop: () => {
      stopped ??= stopAll();
      return stopped;
    },
  };
};
