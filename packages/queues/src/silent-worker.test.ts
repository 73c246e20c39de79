import { setTimeout as sleep } from 'node:timers/promises';
import { QUEUE_NAMES } from '@varde/contracts';
import { Worker } from 'bullmq';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createConsumer } from './consumer.ts';
import { createProducer } from './producer.ts';
import { ringPriority } from './ring-priority.ts';
import type { BackendServer } from './testing/backend-server.ts';
import { createPostgresServer } from './testing/postgres-server.ts';
import { createRedisServer } from './testing/redis-server.ts';

const backends = [
  { backend: 'redis', create: createRedisServer },
  { backend: 'postgres', create: createPostgresServer },
];
const here = process.env['VARDE_HAVE']?.split(',');
const missing = (backend: string): boolean => backend === 'redis' && here !== undefined && !here.includes('redis');

const PACE = { pause: 100, looks: 4 };
const soon = { timeout: 8_000, interval: 20 };
const ignore = (): void => {};

for (const { backend, create } of backends) {
  describe.skipIf(missing(backend))(`worker on ${backend}`, () => {
    let server: BackendServer;
    beforeAll(async () => {
      server = await create();
      await server.start();
    }, 60_000);
    afterAll(() => server.remove());

    const closing: (() => Promise<void>)[] = [];
    afterEach(async () => {
      vi.restoreAllMocks();
      await Promise.all(closing.splice(0).map((close) => close()));
    });

    /** A consumer whose worker the test can reach, and a way to ring it. */
    const begin = (handle: (eventId: string) => Promise<void> = async () => {}) => {
      const runs = vi.spyOn(Worker.prototype, 'run');
      const jobs: string[] = [];
      const heard = { jobs, renewed: 0 };
      const take = async (payload: unknown): Promise<void> => {
        const [id = ''] = (payload as { eventIds: string[] }).eventIds;
        jobs.push(id);
        await handle(id);
      };
      const options = { url: server.url, queue: QUEUE_NAMES.alarm, onError: ignore };
      const onRenewed = (): void => {
        heard.renewed += 1;
      };
      const consumer = createConsumer({ ...options, handle: take, concurrency: 1, onRenewed }, PACE);
      const producer = createProducer(options);
      closing.push(consumer.close, producer.close);
      const ring = (id: string): Promise<void> =>
        vi.waitFor(
          async () => expect(await producer.ring({ eventIds: [id] }, { priority: ringPriority('red') })).toBe(true),
          soon,
        );
      const worker = (): Worker => runs.mock.contexts.at(-1) as Worker;
      return { heard, ring, worker };
    };
    const arrives = (jobs: readonly string[], id: string): Promise<void> =>
      vi.waitFor(() => expect(jobs).toContain(id), soon);

    test.each(['pause', 'close'] as const)('that stood still (%s) is made anew', async (how) => {
      const { heard, ring, worker } = begin();
      await ring('before');
      await arrives(heard.jobs, 'before');
      await worker()[how]();
      await ring('unheard');
      await arrives(heard.jobs, 'unheard');
      expect(heard.renewed).toBe(1);
    });

    test('that has nothing to do, or its hands full, is left alone', async () => {
      const { promise: done, resolve: finish } = Promise.withResolvers<void>();
      const { heard, ring } = begin(async (id) => (id === 'slow' ? done : undefined));
      await ring('first');
      await arrives(heard.jobs, 'first');
      await sleep(PACE.pause * PACE.looks * 2);
      await ring('slow');
      await ring('behind');
      await sleep(PACE.pause * PACE.looks * 2);
      finish();
      await arrives(heard.jobs, 'behind');
      expect(heard.renewed).toBe(0);
    });
  });
}
