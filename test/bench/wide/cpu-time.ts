import { readdirSync, readFileSync } from 'node:fs';
import type { StackState } from '../../harness/stack.ts';

/** Of Linux's `/proc`: hundredths of a second on every machine it runs on. */
const TICK_MS = 10;

/** Fields after the command's name, which may hold anything: state, parent … */
const readStat = (pid: number | string): readonly string[] | null => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? null;
  } catch {
    // It has ended.
    return null;
  }
};

const ticksOf = (stat: readonly string[], fields: readonly number[]): number =>
  fields.reduce((sum, field) => sum + Number(stat[field]), 0);
const OWN = [11, 12];
/** And that of its children that have ended. */
const WITH_ENDED = [11, 12, 13, 14];

/**
 * Milliseconds of processor time (user and system) each process of the stack has used so far; a server's children, as
 * PostgreSQL has one for each connection, count as the server.
 */
export const readCpuTime = ({ pids, servers }: StackState): Record<string, number> => {
  const processes = new Map([
    ...Object.entries(pids).map(([name, pid]) => [pid, name] as const),
    ...Object.entries(servers).map(([name, { pid }]) => [pid, name] as const),
  ]);
  const used: Record<string, number> = {};
  const add = (name: string | undefined, ticks: number): void => {
    if (name !== undefined) used[name] = (used[name] ?? 0) + ticks * TICK_MS;
  };
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = readStat(entry);
    if (stat === null) continue;
    const own = processes.get(Number(entry));
    if (own === undefined) add(processes.get(Number(stat[1])), ticksOf(stat, OWN));
    else add(own, ticksOf(stat, WITH_ENDED));
  }
  return used;
};

/** Bytes of memory the process has now. */
export const readMemory = (pid: number): number => {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return pages * 4_096;
};
