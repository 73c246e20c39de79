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

/** So many in a row where it has fallen behind, before the connections get their turn. */
const AT_ONCE = 200;

/** Sends each message at its own time, whatever has become of those before it. */
export const runOpenLoop = async ({ sends, begin, clock, signal }: OpenLoopOptions): Promise<void> => {
  let inARow = 0;
  for (const { after, client, kind } of sends) {
    signal.throwIfAborted();
    if (inARow >= AT_ONCE) {
      await nextTurn();
      inARow = 0;
    }
    for (let early = begin + after - clock.steady(); early > 0; early = begin + after - clock.steady()) {
      await sleep(early, undefined, { signal });
      inARow = 0;
    }
    client.say({ kind }, begin + after);
    inARow += 1;
  }
};
