import type { Day, Decision } from './decision.ts';

const dayAfter = (day: Day): Day => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The first day after `after` on which something in a decision holds no longer; null: none is known. */
export const nextEnd = (
  { validUntil, ended, grants }: Pick<Decision, 'validUntil' | 'ended' | 'grants'>,
  after: Day,
): Day | null => {
  const reviews = grants.flatMap(({ basis }) => (basis?.kind === 'pbrl-4-6-a' ? [dayAfter(basis.reviewBy)] : []));
  const ends = [
    ...(validUntil === null ? [] : [dayAfter(validUntil)]),
    ...(ended === null ? [] : [ended.on]),
    ...reviews,
  ];
  return ends.filter((day) => day > after).toSorted()[0] ?? null;
};
