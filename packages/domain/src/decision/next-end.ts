import type { Day, Decision } from './decision.ts';

const shifted = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const dayAfter = (day: Day): Day => shifted(day, 1);
const dayBefore = (day: Day): Day => shifted(day, -1);

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

/** The first day from `today` on on which something in it ends: when it is first to be looked at. */
export const firstEnd = (decision: Pick<Decision, 'validUntil' | 'ended' | 'grants'>, today: Day): Day | null =>
  nextEnd(decision, dayBefore(today));
