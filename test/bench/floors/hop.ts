import { setTimeout as sleep } from 'node:timers/promises';
import type { Receiver } from '../receivers/receiver.ts';
import { type Pace, sendPaced } from './paced.ts';

const LAST_ONES = 1_000;

/** Sends through one hop at its pace and gives how long each took to arrive in the receiver's process. */
export const measureHop = async (
  pace: Pace,
  signal: AbortSignal,
  receiver: Receiver<{ key: string; at: number }>,
  send: (key: string) => void,
): Promise<number[]> => {
  try {
    const sent = await sendPaced(pace, signal, send);
    await sleep(LAST_ONES);
    const arrivals = await receiver.stop();
    if (arrivals.length < sent.size) throw new Error(`${sent.size - arrivals.length} did not arrive over a bare hop`);
    return arrivals.map(({ key, at }) => at - (sent.get(key) ?? Number.NaN));
  } finally {
    receiver.kill();
  }
};
