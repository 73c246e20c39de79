import { Worker } from 'bullmq';
import { runReceiver, stamp } from './run-receiver.ts';

export type QueueSetup = { readonly url: string; readonly queue: string };

/** A worker as the alarm lane has it, with nothing to do. */
runReceiver<QueueSetup>(async ({ url, queue }, { arrived }) => {
  const connection = { url, maxRetriesPerRequest: null };
  const worker = new Worker(
    queue,
    async ({ data }: { data: { key: string } }) => arrived({ at: stamp(), key: data.key }),
    { connection, concurrency: 4 },
  );
  await worker.waitUntilReady();
});
