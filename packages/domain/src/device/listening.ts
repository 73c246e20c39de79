import { type Instant, seconds } from '../instant.ts';

/** A stretch of time in which heartbeats reached the record of truth: `since` to `until`. */
export type Listening = { readonly since: Instant; readonly until: Instant };

/** Shorter gaps than this are restarts: they do not count as silence either, but nobody needs to hear of them. */
export const OUTAGE = seconds(60);

/** An outage of ours; `to` null: it lasts. */
export type Outage = { readonly from: Instant; readonly to: Instant | null };

/** Several processes may listen at once: one list without overlaps, earliest first. */
export const joinListening = (stretches: readonly Listening[]): readonly Listening[] => {
  const joined: Listening[] = [];
  for (const stretch of stretches.toSorted((a, b) => a.since - b.since)) {
    const last = joined.at(-1);
    if (last === undefined || stretch.since > last.until) joined.push(stretch);
    else joined[joined.length - 1] = { since: last.since, until: Math.max(last.until, stretch.until) };
  }
  return joined;
};

/** Milliseconds listened after an instant, of joined stretches. */
export const listenedAfter = (at: Instant, listening: readonly Listening[]): number =>
  listening.reduce((sum, { since, until }) => sum + Math.max(0, until - Math.max(since, at)), 0);

/** The gaps between joined stretches that are long enough to be told, and the one that lasts until now. */
export const findOutages = (listening: readonly Listening[], now: Instant): readonly Outage[] =>
  listening.flatMap(({ until }, index): Outage[] => {
    const next = listening[index + 1];
    const to = next === undefined ? null : next.since;
    return (to ?? now) - until >= OUTAGE ? [{ from: until, to }] : [];
  });
