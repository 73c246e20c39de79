import { existsSync, renameSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance, Unit } from '../unit.ts';

export type Resilience = {
  /** Before each launch: what the server starts from is there, whatever became of it meanwhile. */
  readonly prepare: () => Promise<void> | void;
  /** Its data (a file or a folder), which it can do without. */
  readonly data: string;
};

/** One that cannot read its data says so at once; one that takes longer is reading it. */
const REFUSES_WITHIN = 2_000;

const hasRefused = async ({ ready }: Instance): Promise<boolean> => {
  const limit = new AbortController();
  const patience = sleep(REFUSES_WITHIN, false, { signal: limit.signal }).catch(() => false);
  const refused = ready.then(
    () => false,
    () => true,
  );
  return Promise.race([refused, patience]).finally(() => limit.abort());
};

/** Under another name, for whoever wants to know what was wrong with it. */
const setAside = (data: string): void => {
  if (!existsSync(data)) return;
  const aside = `${data}.unreadable`;
  rmSync(aside, { recursive: true, force: true });
  renameSync(data, aside);
};

/**
 * A server whose data nobody's life hangs on: the queue's doorbells and the broker's sessions, since PostgreSQL has
 * every event, and a device sends again what has no receipt. Where it refuses to start, it starts without its data.
 */
export const resilientUnit = (unit: Unit, { prepare, data }: Resilience): Unit => ({
  name: unit.name,
  launch: async () => {
    await prepare();
    const instance = await unit.launch();
    if (!(await hasRefused(instance))) return instance;
    await instance.stop();
    setAside(data);
    return unit.launch();
  },
});
