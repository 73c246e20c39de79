import type { RaiseExtent } from '../alarm/alarm.ts';
import type { Instant } from '../instant.ts';

/** Where an event stands among its device's: its number where it carries one, and when it happened. */
export type Position = { readonly seq: number | null; readonly at: Instant };

const later = (a: number | null, b: number | null): number | null => {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
};

export const extentOf = ({ seq, at }: Position): RaiseExtent => ({
  maxSeq: seq,
  maxAt: at,
  maxAtWithoutSeq: seq === null ? at : null,
});

export const joinExtents = (a: RaiseExtent, b: RaiseExtent): RaiseExtent => ({
  maxSeq: later(a.maxSeq, b.maxSeq),
  maxAt: Math.max(a.maxAt, b.maxAt),
  maxAtWithoutSeq: later(a.maxAtWithoutSeq, b.maxAtWithoutSeq),
});

/**
 * Whether a restore is newer than every raise of an alarm: `seq` decides between two that carry one, else `at`.
 * Three maxima answer it for any number of raises in any order. What is just as old is not newer: in doubt the
 * alarm stands.
 */
export const isNewerThanAll = (restore: Position, raised: RaiseExtent): boolean => {
  if (restore.seq === null) return restore.at > raised.maxAt;
  const afterNumbered = raised.maxSeq === null || restore.seq > raised.maxSeq;
  const afterUnnumbered = raised.maxAtWithoutSeq === null || restore.at > raised.maxAtWithoutSeq;
  return afterNumbered && afterUnnumbered;
};
