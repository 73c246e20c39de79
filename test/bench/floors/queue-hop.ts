import { Queue } from 'bullmq';
import type { BenchContext } from '../bench.ts';
import { startReceiver } from '../receivers/receiver.ts';
import type { BenchStack } from '../stack.ts';
import { measureHop } from './hop.ts';
import type { Pace } from './paced.ts';

const QUEUE = 'bench-floor';

/** BullMQ on the stack's own Redis: added with the priority of a red, begun by a worker. */
export const measureQueueHop = async ({ signal }: BenchContext, stack: BenchStack, pace: Pace): Promise<number[]> => {
  const url = stack.redisUrl;
  const receiver = await startReceiver('queue', { url, queue: QUEUE });
  const queue = new Queue(QUEUE, { connection: { url } });
  try {
    const options = { priority: 1, removeOnComplete: true };
    return await measureHop(pace, signal, receiver, (key) => void queue.add('floor', { key }, options));
  } finally {
    await queue.obliterate({ force: true });
    await queue.close();
  }
};
