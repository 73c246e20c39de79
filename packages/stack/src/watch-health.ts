import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds from one question to the next, which its answer has, and how many in a row go unanswered. */
export type HealthPace = { readonly round: number; readonly times: number };

const HEALTH_PACE: HealthPace = { round: 2_500, times: 4 };

const answers = async (url: string, limit: number): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(limit) });
    await response.arrayBuffer();
    return true;
  } catch {
    return false;
  }
};

/**
 * True when a process that answered once has not answered for some ten seconds: frozen, or with an event loop that
 * no longer turns. Questions are counted, not seconds: on a machine that was suspended one of them goes unanswered,
 * however long it slept. Any answer counts; what it says is for others. False when the signal came first.
 */
export const untilSilent = async (url: string, signal: AbortSignal, pace = HEALTH_PACE): Promise<boolean> => {
  let hasAnswered = false;
  let inVain = 0;
  while (!signal.aborted) {
    const next = sleep(pace.round, undefined, { signal }).catch(() => undefined);
    const [answered] = await Promise.all([answers(url, pace.round), next]);
    hasAnswered ||= answered;
    inVain = answered || !hasAnswered ? 0 : inVain + 1;
    if (inVain >= pace.times) return true;
  }
  return false;
};
