import { renameSync, rmSync } from 'node:fs';
import type { Unit } from '../unit.ts';

export type Resilience = {
  /** Before each launch: what the server starts from is there, whatever became of it meanwhile. */
  readonly prepare: () => Promise<void> | void;
  /** Its data (a file or a folder), which it can do without. */
  readonly data: string;
};

const isMissing = (error: unknown): boolean => (error as { code?: unknown }).code === 'ENOENT';

/** Under another name, for whoever wants to know what was wrong with it. */
const setAside = (data: string): void => {
  const aside = `${data}.unreadable`;
  rmSync(aside, { recursive: true, force: true });
  try {
    renameSync(data, aside);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
};

/**
 * A server whose data nobody's life hangs on: the queue's doorbells and the broker's sessions, since PostgreSQL has
 * every event, and a device sends again what has no receipt. One that did not start starts without its data.
 */
export const resilientUnit = (unit: Unit, { prepare, data }: Resilience): Unit => {
  let failed = false;
  return {
    name: unit.name,
    launch: async () => {
      await prepare();
      if (failed) setAside(data);
      const instance = await unit.launch();
      instance.ready.then(
        () => {
          failed = false;
        },
        () => {
          failed = true;
        },
      );
      return instance;
    },
  };
};
