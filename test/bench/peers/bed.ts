import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext } from '../bench.ts';
import type { Arrival, RunningPeer } from './peer.ts';
import type { Publisher, RedSent } from './publisher.ts';

/** A peer that runs, with its devices connected. */
export type Bed = {
  readonly context: BenchContext;
  readonly peer: RunningPeer;
  readonly routine: Publisher;
  readonly reds: Publisher;
  /** Those that have sent no red yet. */
  readonly fresh: string[];
};

export const now = (): number => performance.timeOrigin + performance.now();

/** Routine events published and not done with. */
export const waitingRoutine = ({ peer, routine }: Bed): number =>
  routine.progress().published - peer.processed(routine.progress());

/** Between two at even distance, but never in step with anything. */
const jitter = (index: number): number => (index * 0.618_033_988_75) % 1;

/** Reds of devices that have sent none, from now on, open loop; all at once without a rate. */
export const sendReds = (bed: Bed, count: number, perSecond = Number.POSITIVE_INFINITY): Promise<RedSent[]> => {
  const devices = bed.fresh.splice(0, count);
  if (devices.length < count) throw new Error('more reds than devices to send them');
  const begin = now() + 20;
  const reds = devices.map((deviceId, index) => ({
    deviceId,
    at: begin + ((index + jitter(index)) * 1_000) / perSecond,
  }));
  return bed.reds.ask<RedSent[]>({ do: 'reds', reds });
};

/** When each key came, the first time first. */
const arrivalsByKey = (arrivals: readonly Arrival[]): Map<string, number[]> => {
  const byKey = new Map<string, number[]>();
  for (const { key, at } of arrivals) byKey.set(key, [...(byKey.get(key) ?? []), at]);
  return byKey;
};

/** Waits until every red has come, at most so many milliseconds; gives all that came. */
export const awaitArrivals = async (
  bed: Bed,
  sent: readonly RedSent[],
  limit: number,
): Promise<Map<string, number[]>> => {
  const end = now() + limit;
  for (;;) {
    const came = arrivalsByKey(await bed.peer.arrivals());
    if (now() > end || sent.every((red) => came.has(bed.peer.keyOf(red)))) return came;
    await sleep(200, undefined, { signal: bed.context.signal });
  }
};

export const latenciesOf = (
  bed: Bed,
  sent: readonly RedSent[],
  came: ReadonlyMap<string, readonly number[]>,
): number[] => sent.map((red) => (came.get(bed.peer.keyOf(red))?.[0] ?? Number.POSITIVE_INFINITY) - red.sentAt);
