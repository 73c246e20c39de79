import { setTimeout as sleep } from 'node:timers/promises';
import type { Fleet } from '../device/fleet.ts';

/** Waits until every message has its receipt, `grace` milliseconds at most. */
export const settle = async (fleet: Pick<Fleet, 'pending'>, grace: number, signal: AbortSignal): Promise<void> => {
  const until = performance.now() + grace;
  while (fleet.pending > 0 && performance.now() < until) await sleep(50, undefined, { signal });
};
