import { setTimeout as sleep } from 'node:timers/promises';
import { awaitArrivals, type Bed, sendReds } from './bed.ts';
import { planOf } from './plan.ts';
import type { RedSent } from './publisher.ts';

export type CrashMeasured = {
  /** Reds that the broker had acknowledged to their device. */
  readonly acknowledged: number;
  readonly delivered: number;
  /** Not with the operator half a minute after the last restart. */
  readonly lost: number;
  /** With the operator more than once. */
  readonly doubled: number;
  /** Seconds from its sending to the operator, of the one that took longest. */
  readonly longest: number;
  /** Still listed as alarms by the peer at the end; null: it keeps no list. */
  readonly remembered: number | null;
};

/** Into the backlog, before the reds. */
const INTO_BACKLOG = 500;
const AFTER_RESTART = 1_000;
/** BullMQ gives a job whose worker died back after half a minute: late is not lost. */
const LOST_AFTER = 33_000;

/** Reds for a second, then many at once, and killed with -9 when those are acknowledged; as many while it is away. */
const crashOnce = async (bed: Bed, killAfter: number): Promise<RedSent[]> => {
  const { backlogEvents, redsPerSecond, redsAtOnce } = planOf(bed.context);
  const { signal } = bed.context;
  await bed.routine.ask({ do: 'allow', upTo: bed.routine.progress().published + backlogEvents });
  await sleep(INTO_BACKLOG, undefined, { signal });
  const shown = await sendReds(bed, redsPerSecond, redsPerSecond);
  const inHand = await sendReds(bed, redsAtOnce);
  if (killAfter > 0) await sleep(killAfter);
  await bed.peer.crash();
  const away = await sendReds(bed, redsAtOnce);
  await bed.peer.restart();
  await sleep(AFTER_RESTART, undefined, { signal });
  return [...shown, ...inHand, ...away];
};

export const measureCrash = async (bed: Bed): Promise<CrashMeasured> => {
  const sent: RedSent[] = [];
  for (const killAfter of planOf(bed.context).kills) sent.push(...(await crashOnce(bed, killAfter)));
  const came = await awaitArrivals(bed, sent, LOST_AFTER);
  const times = sent.map((red) => came.get(bed.peer.keyOf(red)) ?? []);
  const waits = sent.flatMap((red, index) => times[index]?.slice(0, 1).map((at) => at - red.sentAt) ?? []);
  const delivered = waits.length;
  return {
    acknowledged: sent.length,
    delivered,
    lost: sent.length - delivered,
    doubled: times.filter(({ length }) => length > 1).length,
    longest: Math.max(0, ...waits) / 1_000,
    remembered: await bed.peer.remembered(sent),
  };
};
