import { writeFileSync } from 'node:fs';
import os from 'node:os';

const attempt = (act: () => void): void => {
  try {
    act();
  } catch {
    // Gone already, not allowed here, or no such thing on this system: it runs as any other.
  }
};

/**
 * Gives a detached process an operating-system priority, 0 (as any) to 19 (last). Where Linux groups processes by
 * session (`sched_autogroup_enabled`), `nice` counts inside a session only, and whatever is detached has one of its own:
 * every process would get the same share. So its group is told as well.
 */
export const lowerPriority = (pid: number, nice: number): void => {
  attempt(() => os.setPriority(pid, nice));
  attempt(() => writeFileSync(`/proc/${pid}/autogroup`, String(nice)));
};

/** As low as this process: what another does for it is its own work. */
export const sharePriority = (pid: number): void => {
  const nice = os.getPriority();
  if (nice > 0) lowerPriority(pid, nice);
};
