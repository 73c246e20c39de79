import type { Lane } from '@varde/domain';
import type { Log } from '@varde/runtime';
import { type BatchOptions, type BatchResult, decideBatch } from './decide-batch.ts';
import type { Failures } from './failures.ts';
import type { TriageMetrics } from './metrics.ts';
import { isAboutOneEvent, isPassing } from './triage-error.ts';

/** Tries of a batch that keeps losing races. */
const TRIES = 4;

export type TriageOptions = BatchOptions & {
  readonly lane: Lane;
  readonly failures: Failures;
  /** Called after the commit, where alarms changed. */
  readonly announce: (municipalities: Iterable<string>) => void;
  readonly metrics: TriageMetrics;
  readonly log: Log;
};

/**
 * Decides stored events; those decided already are passed over, so the same ids may come from a job and from the
 * sweep at once. Rejects only when nothing can be decided at all (the database is gone).
 */
export type TriageEvents = (eventIds: readonly string[]) => Promise<void>;

export const createTriageEvents = (options: TriageOptions): TriageEvents => {
  const { lane, failures, announce, metrics, log, now } = options;

  const decided = (result: BatchResult, started: number): void => {
    metrics.decided(lane, result.outcomes, (now() - started) / 1_000);
    if (result.municipalities.size > 0) announce(result.municipalities);
  };

  /** One transaction; gives what it did not come to. */
  const step = async (ids: readonly string[], bare: boolean): Promise<readonly string[]> => {
    const started = now();
    for (let tries = 1; ; tries += 1) {
      try {
        const result = await decideBatch(options, ids, bare);
        decided(result, started);
        return result.left;
      } catch (error) {
        if (!isPassing(error) || tries >= TRIES) throw error;
      }
    }
  };

  const attempt = async (ids: readonly string[], bare = false): Promise<void> => {
    for (let left = ids; left.length > 0; ) left = await step(left, bare);
    for (const id of ids) failures.remove(id);
  };

  const putOff = (id: string, fault: unknown): void => {
    failures.add(id);
    metrics.failed(lane);
    // Who lost every race has nothing wrong with it, and needs nobody.
    if (isPassing(fault)) log.warn({ eventId: id, err: fault }, 'event put off: others are at work on its alarm');
    else log.error({ eventId: id, err: fault }, 'event cannot be decided');
  };

  /** A poisoned event: without its plans it may still alarm; else it waits for its next time. */
  const lastResort = async (id: string, fault: unknown): Promise<void> => {
    try {
      await attempt([id], true);
      metrics.failed(lane);
      log.error({ eventId: id, err: fault }, 'event decided without plans: its facts cannot be judged');
    } catch (error) {
      if (!isAboutOneEvent(error)) throw error;
      putOff(id, fault);
    }
  };

  const alone = async (id: string): Promise<void> => {
    try {
      await attempt([id]);
    } catch (error) {
      if (isPassing(error)) putOff(id, error);
      else if (isAboutOneEvent(error)) await lastResort(id, error);
      else throw error;
    }
  };

  return async (ids) => {
    if (ids.length > 1) {
      try {
        return await attempt(ids);
      } catch (error) {
        if (!isAboutOneEvent(error)) throw error;
      }
    }
    for (const id of ids) await alone(id);
  };
};
