import { readFileSync, rmSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isAlive, markProcess, type ProcessMark } from './process-birth.ts';
import { writeAtomically } from './write-atomically.ts';

const listSchema = z.array(z.object({ pid: z.number(), birth: z.string() }));

/** What a killed supervisor has left running, by its list. */
const readLeftBehind = (file: string): ProcessMark[] => {
  try {
    return listSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).filter(isAlive);
  } catch {
    return [];
  }
};

const signalAll = (marks: readonly ProcessMark[], signal: NodeJS.Signals): void => {
  for (const { pid } of marks) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone in the meantime.
    }
  }
};

/**
 * Stops what a killed supervisor has left running. SIGINT is a fast, clean shutdown to PostgreSQL, where SIGTERM
 * would wait for its clients; to the others they mean the same.
 */
export const stopLeftBehind = async (file: string): Promise<number> => {
  const found = readLeftBehind(file);
  signalAll(found, 'SIGINT');
  for (let waited = 0; waited < 12_000 && found.some(isAlive); waited += 50) await sleep(50);
  signalAll(found.filter(isAlive), 'SIGKILL');
  for (let waited = 0; waited < 2_000 && found.some(isAlive); waited += 50) await sleep(50);
  rmSync(file, { force: true });
  return found.length;
};

export type ProcessList = { add(pid: number): void; remove(): void };

/** Keeps the list on disk, so that the next start knows what this one has started whatever becomes of it. */
export const createProcessList = (file: string): ProcessList => {
  const marks: ProcessMark[] = [];
  return {
    add: (pid) => {
      const alive = marks.filter(isAlive);
      marks.splice(0, marks.length, ...alive, markProcess(pid));
      writeAtomically(file, marks);
    },
    remove: () => rmSync(file, { force: true }),
  };
};
