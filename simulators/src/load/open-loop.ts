import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../device/clock.ts';
import type { Send } from './sends.ts';

export type OpenLoopOptions = {
  /** In order. */
  readonly sends: Iterable<Send>;
  /** When it begins, on the steady clock. */
  readonly begin: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
};

/** Sleeps this long at most at a time, so that it hears when it is told to stop: a timer with a signal costs more. */
const LOOK_UP_EVERY = 100;
/** So many in a row where it has fallen behind, before the connections get their turn. */
const AT_ONCE = 200;

/** Sends each message at its own time, whatever has become of those before it. */
export const runOpenLoop = async ({ sends, begin, clock, signal }: OpenLoopOptions): Promise<void> => {
  let inARow = 0;
  for (const { after, go } of sends) {
    if (inARow >= AT_ONCE) {
      signal.throwIfAborted();
      await nextTurn();
      inARow = 0;
    }
    for (let early = begin + after - clock.steady(); early > 0; early = begin + after - clock.steady()) {
      signal.throwIfAborted();
      await sleep(Math.min(early, LOOK_UP_EVERY));
      inARow = 0;
    }
    go(begin + after);
    inARow += 1;
  }
};
