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
  /** Kills, and reds just before and just after each. */
  readonly crashes: number;
  readonly redsACrash: number;
  /** Tries to get a first red through. */
  readonly canaries: number;
  readonly routineDevices: number;
  readonly redDevices: number;
};

const FULL = {
  warmUpSeconds: 2,
  idleSeconds: 5,
  backlogSeconds: 30,
  backlogEvents: 20_000,
  routinePerSecond: 500,
  redsPerSecond: 35,
  crashes: 2,
  redsACrash: 20,
  canaries: 20,
  routineDevices: 400,
};

const QUICK = { ...FULL, warmUpSeconds: 1, idleSeconds: 2, backlogSeconds: 8, crashes: 1 };

export const planOf = ({ quick }: Pick<BenchContext, 'quick'>): Plan => {
  const plan = quick ? QUICK : FULL;
  const seconds = plan.warmUpSeconds + plan.idleSeconds + plan.backlogSeconds;
  const redDevices = plan.canaries + seconds * plan.redsPerSecond + plan.crashes * 2 * plan.redsACrash;
  return { ...plan, redDevices };
};
