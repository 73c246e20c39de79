import process from 'node:process';
import { eventually } from '../harness/eventually.ts';
import type { Scene } from './scene.ts';

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** False: it is gone already. */
export const sendSignal = (pid: number, signal: NodeJS.Signals): boolean => {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
};

const BACK_LIMIT = 60_000;

/** Waits until a process is there again under a new number. */
export const untilBack = async (scene: Scene, name: string, before: number): Promise<void> => {
  await eventually(
    `${name} to be back`,
    async () => {
      const pid = await scene.pidOf(name);
      return pid !== before && isAlive(pid) ? pid : null;
    },
    BACK_LIMIT,
  );
};
