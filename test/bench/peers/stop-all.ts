import type { RunningProcess } from './processes/start-process.ts';

/** The last started first, each although another failed to stop. */
export const stopAll = async (processes: readonly RunningProcess[]): Promise<void> => {
  for (const each of processes.toReversed()) await each.stop().catch(() => undefined);
};
