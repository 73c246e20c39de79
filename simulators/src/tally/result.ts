import type { RecordableHistogram } from 'node:perf_hooks';
import type { ClassTally, Tally } from './tally.ts';

/** Milliseconds. */
type Percentiles = Readonly<Record<'mean' | 'p50' | 'p90' | 'p99' | 'p999' | 'max', number>>;

export type ClassResult = Omit<ClassTally, 'latency'> & {
  readonly noReceipt: number;
  /** From the intended send time to the `stored` receipt; null where nothing was stored. */
  readonly latency: Percentiles | null;
};

export type TallyResult = {
  readonly allStored: boolean;
  readonly total: ClassResult;
  readonly warmUp: ClassResult;
  readonly classes: Readonly<Record<string, ClassResult>>;
  readonly kinds: Readonly<Record<string, number>>;
  /** From the intended send time to the first publish: how far the load itself fell behind. */
  readonly lag: Percentiles | null;
  readonly heartbeats: number;
  readonly answered: number;
  readonly closed: number;
  readonly stray: number;
};

export const noReceipt = ({ sent, stored, rejected, dropped }: ClassTally): number =>
  sent - stored - rejected - dropped;

/** Nothing that was sent is missing, the warm-up included: the verdict of a run. */
export const isAllStored = ({ total, warmUp }: Tally): boolean =>
  total.stored === total.sent && warmUp.stored === warmUp.sent;

const percentiles = (histogram: RecordableHistogram): Percentiles | null => {
  if (histogram.count === 0) return null;
  const at = (share: number): number => histogram.percentile(share) / 1_000;
  return { mean: histogram.mean / 1_000, p50: at(50), p90: at(90), p99: at(99), p999: at(99.9), max: at(100) };
};

const classResult = (each: ClassTally): ClassResult => {
  const { sent, stored, rejected, dropped, resent } = each;
  return { sent, stored, rejected, dropped, resent, noReceipt: noReceipt(each), latency: percentiles(each.latency) };
};

/** The tally as it is written to a file. */
export const tallyResult = (tally: Tally): TallyResult => ({
  allStored: isAllStored(tally),
  total: classResult(tally.total),
  warmUp: classResult(tally.warmUp),
  classes: Object.fromEntries(
    [...tally.classes].filter(([, { sent }]) => sent > 0).map(([name, each]) => [name, classResult(each)]),
  ),
  kinds: Object.fromEntries(tally.kinds),
  lag: percentiles(tally.lag),
  heartbeats: tally.heartbeats,
  answered: tally.answered,
  closed: tally.closed,
  stray: tally.stray,
});
