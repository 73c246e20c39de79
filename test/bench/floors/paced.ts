import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext } from '../bench.ts';
import { stamp } from '../receivers/run-receiver.ts';

/** How many samples, so many a second. */
export type Pace = { readonly count: number; readonly rate: number };

/** Reds come one by one, evenly; 1 000 of them are what the rules ask of a floor too. */
export const floorPace = ({ quick }: BenchContext, rate: number): Pace => ({ count: quick ? 3 * rate : 1_000, rate });

/**
 * Calls `send` with a key at each of the intended times, whatever became of those before, and gives the times by key:
 * an open loop, as the generator is one.
 */
export const sendPaced = async (
  { count, rate }: Pace,
  signal: AbortSignal,
  send: (key: string) => void,
): Promise<ReadonlyMap<string, number>> => {
  const begun = stamp();
  const sent = new Map<string, number>();
  for (let index = 0; index < count; index += 1) {
    signal.throwIfAborted();
    const due = begun + (index * 1_000) / rate;
    while (stamp() < due) await sleep(1);
    sent.set(String(index), due);
    send(String(index));
  }
  return sent;
};
