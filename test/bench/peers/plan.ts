import type { BenchContext } from '../bench.ts';

/** The load, the same for every peer. */
export type Plan = {
  readonly warmUpSeconds: number;
  readonly idleSeconds: number;
  /** From the instant at which the routine events come, all at once. */
  readonly backlogSeconds: number;
  readonly backlogEvents: number;
  /** Routine events a second that keep coming after those. */
  readonly routinePerSecond: number;
  readonly redsPerSecond: number;
  /** Kills: each so many milliseconds after the broker has acknowledged the reds just before it. */
  readonly kills: readonly number[];
  /** Reds at once just before a kill, and as many just after it. */
  readonly redsAtOnce: number;
  /** Tries to get a first red through. */
  readonly canaries: number;
  readonly routineDevices: number;
  readonly redDevices: number;
};

const FULL = {
  warmUpSeconds: 2,
  idleSeconds: 4,
  backlogSeconds: 30,
  backlogEvents: 20_000,
  routinePerSecond: 500,
  redsPerSecond: 35,
  kills: [0, 2, 5],
  redsAtOnce: 20,
  canaries: 20,
  routineDevices: 400,
};

const QUICK = { ...FULL, warmUpSeconds: 1, idleSeconds: 2, backlogSeconds: 8, kills: [2] };

export const planOf = ({ quick }: Pick<BenchContext, 'quick'>): Plan => {
  const plan = quick ? QUICK : FULL;
  const seconds = plan.warmUpSeconds + plan.idleSeconds + plan.backlogSeconds;
  const redDevices =
    plan.canaries + seconds * plan.redsPerSecond + plan.kills.length * (plan.redsPerSecond + 2 * plan.redsAtOnce);
  return { ...plan, redDevices };
};
