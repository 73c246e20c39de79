import { setTimeout as sleep } from 'node:timers/promises';
import { type Running, repeat } from '@varde/runtime';
import type { StatusBuffer } from './status-buffer.ts';

/** How long a device waits for what else it says; a process that dies loses as much. */
const HOLD = 300;
/** Often, and little each time: a thousand rows beside a fire are no matter, twenty thousand at once are. */
const PAUSE = 100;
const PAUSE_AFTER_FAULT = 1_000;

/** Writes every device less than a second after it was heard; `close` writes the rest. */
export const startStatusWriter = (statuses: StatusBuffer, onError: (error: unknown) => void): Running => {
  const write = async (): Promise<void> => {
    try {
      await statuses.flush(HOLD);
    } catch (error) {
      onError(error);
      await sleep(PAUSE_AFTER_FAULT);
    }
  };
  const writing = repeat({ pause: PAUSE, run: write, onError });
  return {
    close: async () => {
      await writing.close();
      await statuses.flush(0).catch(onError);
    },
  };
};
