import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext } from '../bench.ts';
import { answerAndClose, closeAll } from '../desk.ts';
import { type Summary, summarise } from '../percentiles.ts';
import { startReceiver } from '../receivers/receiver.ts';
import type { StreamArrival } from '../receivers/stream.main.ts';
import { readBook, runLoad } from '../run-load.ts';
import type { BenchStack } from '../stack.ts';

/**
 * Few enough that somebody is always free: what is measured is the way to an offer, not the wait for a person. The
 * operators answer and close by the api, which is work that the other runs do not have.
 */
const REDS = 10;
const OPERATORS = ['kari', 'bench-2', 'bench-3', 'bench-4'];
const LAST_ONES = 3_000;

export type OfferOptions = { readonly rate: number; readonly duration: number; readonly warmup: number };

/** Publish → the event `offer` at the operator to whom the red is offered, with operators who are done at once. */
export const measureOffers = async (
  context: BenchContext,
  stack: BenchStack,
  { rate, duration, warmup }: OfferOptions,
): Promise<Summary> => {
  const operators = await Promise.all(OPERATORS.map((name) => stack.person('operator', name)));
  const setup = { api: stack.state.api, tokens: operators.map(({ token }) => token) };
  const listener = await startReceiver<StreamArrival>('stream', setup);
  const faults: unknown[] = [];
  listener.onTold(({ event, key, client }) => {
    const operator = operators[client];
    if (event === 'offer' && operator !== undefined)
      answerAndClose(operator, key).catch((error: unknown) => faults.push(error));
  });
  const setAvailable = (available: boolean): Promise<unknown> =>
    Promise.all(operators.map((operator) => operator.put('/api/me/presence', { available })));
  try {
    await setAvailable(true);
    const options = { dir: stack.dir, rate, reds: REDS, duration, warmup, devices: 1_000, seed: 99 };
    const load = await runLoad(context, options);
    await sleep(LAST_ONES, undefined, { signal: context.signal });
    const offers = (await listener.stop()).filter(({ event }) => event === 'offer');
    if (faults.length > 0) throw new AggregateError(faults, 'the operators could not answer');
    const offeredAt = new Map(offers.map(({ deviceId, at }) => [deviceId, at]));
    const latencies: number[] = [];
    for await (const { deviceId, sentAt } of readBook(load.book, (line) => line.includes('"fire-alarm"'))) {
      const at = offeredAt.get(deviceId);
      if (at !== undefined && sentAt >= load.begin) latencies.push(at - sentAt);
    }
    return summarise(latencies);
  } finally {
    listener.kill();
    await setAvailable(false);
    await closeAll(operators[0]!);
  }
};
