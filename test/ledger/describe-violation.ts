import type { Violation } from './invariant.ts';

/** One violated invariant for a person: what is wrong, how often, and where to look. */
export const describeViolation = ({ invariant, sentence, count, ids }: Violation): string =>
  [`${invariant}: ${sentence} ${count}:`, ...ids.map((id) => `  ${id}`), ...(count > ids.length ? ['  …'] : [])].join(
    '\n',
  );
