import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { readStackState, type StackState } from '../../harness/stack.ts';
import type { BenchContext } from '../bench.ts';
import { readHealthUrls, untilReady } from '../wide/until-ready.ts';

/** What was killed, and the seconds until everything was ready again. */
export type Restart = { readonly name: string; readonly seconds: number };

const LIMIT = 60_000;
/** Between two kills, so that what is measured is the one. */
const SETTLE = 2_000;

const pidOf = (state: StackState, name: string): number | undefined => state.pids[name] ?? state.servers[name]?.pid;

const untilReplaced = async (dir: string, name: string, old: number | undefined): Promise<void> => {
  const end = performance.now() + LIMIT;
  for (let pid = old; pid === old || pid === undefined; pid = pidOf(await readStackState(dir), name)) {
    if (performance.now() > end) throw new Error(`${name} was not started again`);
    await sleep(20);
  }
};

/** SIGKILL of each process, one after the other, until all of them say that they are ready. */
export const measureKills = async (context: BenchContext, dir: string): Promise<Restart[]> => {
  const { pids, servers } = await readStackState(dir);
  const names = [...Object.keys(pids).filter((name) => name !== 'identity'), ...Object.keys(servers)];
  const health = await readHealthUrls(dir);
  const restarts: Restart[] = [];
  for (const name of names) {
    context.signal.throwIfAborted();
    const pid = pidOf(await readStackState(dir), name);
    const killed = performance.now();
    process.kill(pid ?? 0, 'SIGKILL');
    await untilReplaced(dir, name, pid);
    // A server's dependents notice a little later that it was away; ready means ready all of them, twice in a row.
    for (let round = 0; round < 2; round += 1) await Promise.all(Object.values(health).map(untilReady));
    restarts.push({ name, seconds: (performance.now() - killed) / 1_000 });
    context.log(`SIGKILL of ${name}: ready after ${restarts.at(-1)?.seconds.toFixed(1)} s`);
    await sleep(SETTLE, undefined, { signal: context.signal });
  }
  return restarts;
};
