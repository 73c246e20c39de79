import { type Instant, minutes, seconds } from '@varde/domain';

const LONGEST_WAIT = minutes(1);
const REMEMBERED = 1_000;

/** Events that could not be decided: each is tried for ever, at growing intervals, and holds nobody else up. */
export type Failures = {
  add(eventId: string): void;
  remove(eventId: string): void;
  /** Those whose time to be tried again has not come. */
  waiting(): string[];
};

export const createFailures = (now: () => Instant): Failures => {
  const failed = new Map<string, { readonly times: number; readonly retryAt: Instant }>();
  return {
    add: (eventId) => {
      const times = (failed.get(eventId)?.times ?? 0) + 1;
      failed.delete(eventId);
      failed.set(eventId, { times, retryAt: now() + Math.min(seconds(2 ** times), LONGEST_WAIT) });
      // Forgetting one only means that the next sweep tries it sooner.
      if (failed.size > REMEMBERED) for (const oldest of failed.keys()) return void failed.delete(oldest);
    },
    remove: (eventId) => {
      failed.delete(eventId);
    },
    waiting: () => [...failed].filter(([, { retryAt }]) => retryAt > now()).map(([eventId]) => eventId),
  };
};
