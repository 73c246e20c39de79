import type { Fault } from './fault.ts';

/** A red: when it was meant to be sent, and when it was first in front of an operator. Epoch milliseconds. */
export type Red = { readonly sentAt: number; readonly seenAt: number | null };

export type Times = { readonly struckAt: number; readonly mendAt: number; readonly mendedAt: number };

/** Milliseconds; null where there is nothing to tell. */
export type Figures = {
  /** The worst red before the fault. */
  readonly calmWorst: number | null;
  /** From the fault until the first red sent after it was in front of an operator. */
  readonly firstRed: number | null;
  /** The worst red sent after the fault. */
  readonly worstRed: number | null;
};

/** Two runs on a machine that does other things besides are never the same. */
const NO_DELAY_MARGIN = 1_000;

const worst = (reds: readonly Red[]): number | null =>
  reds.reduce<number | null>(
    (most, { sentAt, seenAt }) => (seenAt === null ? most : Math.max(most ?? 0, seenAt - sentAt)),
    null,
  );

const firstAfter = (reds: readonly Red[], instant: number): number | null =>
  reds.reduce<number | null>((first, { sentAt, seenAt }) => {
    if (sentAt < instant || seenAt === null) return first;
    return Math.min(first ?? Number.POSITIVE_INFINITY, seenAt - instant);
  }, null);

/** From an instant until the next red is in front of an operator, whenever it was sent: what had to wait comes then. */
const nextSeen = (reds: readonly Red[], instant: number): number | null =>
  reds.reduce<number | null>((first, { seenAt }) => {
    if (seenAt === null || seenAt < instant) return first;
    return Math.min(first ?? Number.POSITIVE_INFINITY, seenAt - instant);
  }, null);

export const figuresOf = (reds: readonly Red[], { struckAt }: Times): Figures => ({
  calmWorst: worst(reds.filter(({ sentAt }) => sentAt < struckAt)),
  firstRed: firstAfter(reds, struckAt),
  worstRed: worst(reds.filter(({ sentAt }) => sentAt >= struckAt)),
});

const ms = (value: number | null): string => (value === null ? 'never' : `${Math.round(value)} ms`);

const late = (what: string, measured: number | null, within: number): string[] =>
  measured !== null && measured <= within ? [] : [`${what}: ${ms(measured)}, promised within ${ms(within)}`];

/** What one fault, standing alone, has promised and not kept. `baseline`: the worst red of the run without a fault. */
export const judgeReds = (fault: Fault, reds: readonly Red[], times: Times, baseline: number): readonly string[] => {
  const { struckAt, mendAt, mendedAt } = times;
  const { promised } = fault;
  const figures = figuresOf(reds, times);
  switch (promised.kind) {
    case 'no-delay':
      return late('worst red', figures.worstRed, baseline + NO_DELAY_MARGIN);
    case 'first-red':
      return late('first red after the fault', figures.firstRed, promised.within);
    case 'every-red':
      return late(
        'worst red meanwhile',
        worst(reds.filter(({ sentAt }) => sentAt >= struckAt && sentAt < mendAt)),
        promised.within,
      );
    case 'after-mend':
      // Mended when the load was over: then it is what waited that tells.
      return late(
        'first red after it was mended',
        firstAfter(reds, mendedAt) ?? nextSeen(reds, mendedAt),
        promised.within,
      );
  }
};
