import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { COLOURS, type Colour, eventKind } from '@varde/domain';
import type { Observer } from '../device/device-client.ts';
import type { Kept } from '../device/outbox.ts';

/** The colour a kind has before any plan is asked; `recorded` raises nothing by itself. */
type Class = Colour | 'recorded';

/** What became of the messages of one class. */
export type ClassTally = {
  /** What was to be sent; while the broker is away it waits in its device. */
  readonly sent: number;
  readonly stored: number;
  readonly rejected: number;
  /** Fell out of a full outbox: never stored. */
  readonly dropped: number;
  readonly resent: number;
  /** Microseconds from when it happened to its `stored` receipt. */
  readonly latency: RecordableHistogram;
};

export type Tally = Observer & {
  /** What happens before this (steady clock) is warm-up: counted apart, and in no figure. */
  measureFrom(instant: number): void;
  readonly warmUp: ClassTally;
  readonly classes: ReadonlyMap<Class, ClassTally>;
  readonly kinds: ReadonlyMap<string, number>;
  /** All but the warm-up. */
  readonly total: ClassTally;
  /** Microseconds by which a message left later than it was meant to: how far the load itself fell behind. */
  readonly lag: RecordableHistogram;
  readonly heartbeats: number;
  /** Receipts that say a person has it, or is done with it. */
  readonly answered: number;
  readonly closed: number;
  /** Receipts that name no message of ours: an unreadable one, or one told before. */
  readonly stray: number;
};

/** An hour: more than any message waits here. */
const HIGHEST = 3_600_000_000;

type Mutable = { -readonly [K in keyof ClassTally]: ClassTally[K] };

const emptyHistogram = (): RecordableHistogram => createHistogram({ lowest: 1, highest: HIGHEST, figures: 3 });

/** Milliseconds in, microseconds kept. */
const record = (histogram: RecordableHistogram, milliseconds: number): void =>
  histogram.record(Math.min(HIGHEST, Math.max(1, Math.round(milliseconds * 1_000))));

const emptyClass = (): Mutable => ({
  sent: 0,
  stored: 0,
  rejected: 0,
  dropped: 0,
  resent: 0,
  latency: emptyHistogram(),
});

/** Counts all that a fleet does. */
export const createTally = (): Tally => {
  const recorded = emptyClass();
  const classes = new Map<Class, Mutable>([
    ...COLOURS.map((name) => [name, emptyClass()] as const),
    ['recorded', recorded],
  ]);
  const kinds = new Map<string, number>();
  const total = emptyClass();
  const warmUp = emptyClass();
  const lag = emptyHistogram();
  const seen = { heartbeats: 0, answered: 0, closed: 0, stray: 0 };
  let measuredFrom = Number.NEGATIVE_INFINITY;

  const talliesOfKind = new Map<string, readonly Mutable[]>();
  const talliesOfWarmUp = [warmUp];

  const talliesOf = ({ message: { kind }, since }: Kept): readonly Mutable[] => {
    if (since < measuredFrom) return talliesOfWarmUp;
    const known = talliesOfKind.get(kind);
    if (known !== undefined) return known;
    const tallies = [total, classes.get(eventKind(kind)?.triage ?? 'recorded') ?? recorded];
    talliesOfKind.set(kind, tallies);
    return tallies;
  };

  const count = (kept: Kept, what: Exclude<keyof ClassTally, 'latency'>): void => {
    for (const each of talliesOf(kept)) each[what] += 1;
  };

  const settle = (kept: Kept): void => {
    const { state, since, publishedAt, settledAt } = kept;
    if (state === null || publishedAt === null || settledAt === null) return;
    count(kept, state);
    if (since >= measuredFrom) record(lag, publishedAt - since);
    if (state === 'stored') for (const each of talliesOf(kept)) record(each.latency, settledAt - since);
  };

  return {
    measureFrom(instant) {
      measuredFrom = instant;
    },
    warmUp,
    classes,
    kinds,
    total,
    lag,
    get heartbeats() {
      return seen.heartbeats;
    },
    get answered() {
      return seen.answered;
    },
    get closed() {
      return seen.closed;
    },
    get stray() {
      return seen.stray;
    },
    said(kept) {
      count(kept, 'sent');
      kinds.set(kept.message.kind, (kinds.get(kept.message.kind) ?? 0) + 1);
    },
    resent: (kept) => count(kept, 'resent'),
    dropped: (kept) => count(kept, 'dropped'),
    heartbeat() {
      seen.heartbeats += 1;
    },
    unreadableReceipt() {
      seen.stray += 1;
    },
    receipt({ state }, kept) {
      if (state === 'answered') seen.answered += 1;
      if (state === 'closed') seen.closed += 1;
      if (kept !== undefined) settle(kept);
      else if (state === 'stored' || state === 'rejected') seen.stray += 1;
    },
  };
};
