import { setTimeout as sleep } from 'node:timers/promises';
import { awaitArrivals, type Bed, latenciesOf, now, sendReds, waitingRoutine } from './bed.ts';
import { planOf } from './plan.ts';

export type BacklogMeasured = {
  /** Of every red, in the order of sending. */
  readonly latencies: readonly number[];
  /** Of those sent while routine events waited. */
  readonly behind: readonly number[];
  /** Seconds until the routine events were caught up with; null: not while reds were sent. */
  readonly caughtUpAfter: number | null;
  /** Routine events done with, a second, until then. */
  readonly routinePerSecond: number;
};

/** Half a second's worth: as many are under way at any time. */
const AS_GOOD_AS_NONE = 250;
const LAST_ONES = 6_000;

type Sample = { readonly after: number; readonly waiting: number; readonly done: number };

const doneBy = ({ peer, routine }: Bed): number => peer.processed(routine.progress());

const watch = async (bed: Bed, seconds: number): Promise<Sample[]> => {
  const samples: Sample[] = [];
  const begun = performance.now();
  const doneBefore = doneBy(bed);
  for (let after = 0; after < seconds; after = (performance.now() - begun) / 1_000) {
    samples.push({ after, waiting: waitingRoutine(bed), done: doneBy(bed) - doneBefore });
    await sleep(100, undefined, { signal: bed.context.signal });
  }
  return samples;
};

/** 20 000 routine events at once, then a steady stream of them, and reds all the while. Open loop, all of it. */
export const measureBacklog = async (bed: Bed): Promise<BacklogMeasured> => {
  const { backlogSeconds, backlogEvents, routinePerSecond, redsPerSecond } = planOf(bed.context);
  const begun = now();
  await bed.routine.ask({ do: 'allow', upTo: bed.routine.progress().published + backlogEvents });
  const [sent, samples] = await Promise.all([
    sendReds(bed, backlogSeconds * redsPerSecond, redsPerSecond),
    watch(bed, backlogSeconds),
    bed.routine.ask({ do: 'pace', perSecond: routinePerSecond, seconds: backlogSeconds }),
  ]);
  const latencies = latenciesOf(bed, sent, await awaitArrivals(bed, sent, LAST_ONES));
  const last = samples.findLast(({ waiting }) => waiting > AS_GOOD_AS_NONE) ?? samples[0];
  const caughtUp = last !== samples.at(-1);
  const until = last?.after ?? 0;
  return {
    latencies,
    behind: latencies.filter((_each, index) => (sent[index]?.sentAt ?? 0) - begun <= until * 1_000),
    caughtUpAfter: caughtUp ? until : null,
    routinePerSecond: until === 0 ? Number.NaN : Math.round((last?.done ?? 0) / until),
  };
};
