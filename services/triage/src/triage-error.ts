/** Deciding on one event threw; the others of its batch are not to blame. */
export class DecisionFailed extends Error {
  readonly code = 'triage-decision-failed';
  override readonly name = 'DecisionFailed';
}

/** An alarm was changed by somebody else between reading and writing it: nothing was written, decide again. */
export class AlarmChanged extends Error {
  readonly code = 'triage-alarm-changed';
  override readonly name = 'AlarmChanged';
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code);

/**
 * 23505 unique violation (another alarm opened first), 40001 serialization failure, 40P01 deadlock, 55P03 somebody holds
 * a device or an alarm longer than this lane waits.
 */
const PASSING = new Set(['triage-alarm-changed', '23505', '40001', '40P01', '55P03']);

/** Lost a race: the same again, on fresh facts, is likely to go well. */
export const isPassing = (error: unknown): boolean => PASSING.has(codeOf(error));

/**
 * The fault lies in one event and what it meets (classes 22 and 23 are data the database refuses, a TypeError or
 * RangeError is data we did not foresee); anything else, such as a database that is gone, would meet every event alike.
 */
export const isAboutOneEvent = (error: unknown): boolean =>
  isPassing(error) ||
  error instanceof DecisionFailed ||
  error instanceof TypeError ||
  error instanceof RangeError ||
  /^2[23]/.test(codeOf(error));
