import { QUEUE_NAMES } from '@varde/contracts';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createConsumer } from './consumer.ts';
import { createProducer, type Producer } from './producer.ts';
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

const soon = { timeout: 8_000, interval: 50 };
const ignore = (): void => {};
const RED = { priority: ringPriority('red') };

for (const { backend, create } of backends) {
  describe.skipIf(missing(backend))(`a full queue on ${backend}`, () => {
    let server: BackendServer;
    beforeAll(async () => {
      server = await create();
      await server.start();
    }, 60_000);
    afterAll(() => server.remove());

    const closing: (() => Promise<void>)[] = [];
    afterEach(async () => {
      await Promise.all(closing.splice(0).map((close) => close()));
    });
    const open = (waitingAtMost?: number): Producer<{ eventIds: string[] }> => {
      const bound = waitingAtMost === undefined ? {} : { waitingAtMost };
      const producer = createProducer({ url: server.url, queue: QUEUE_NAMES.event, onError: ignore, ...bound });
      closing.push(producer.close);
      return producer;
    };
    const listen = (): string[] => {
      const jobs: string[] = [];
      const handle = async (payload: unknown): Promise<void> => {
        jobs.push(...(payload as { eventIds: string[] }).eventIds);
      };
      const consumer = createConsumer({
        url: server.url,
        queue: QUEUE_NAMES.event,
        concurrency: 4,
        onError: ignore,
        handle,
      });
      closing.push(consumer.close);
      return jobs;
    };

    test('is rung no more and says so, until it has been emptied', async () => {
      const producer = open(20);
      await vi.waitFor(() => producer.ping(), soon);
      let rung = 0;
      const ring = async (): Promise<void> => {
        if (await producer.ring({ eventIds: [`${rung}`] }, RED)) rung += 1;
      };
      await vi.waitFor(async () => {
        await ring();
        expect(rung).toBeGreaterThanOrEqual(20);
        await expect(producer.ping()).rejects.toThrow('full');
      }, soon);
      const full = rung;
      await ring();
      expect(rung).toBe(full);
      const jobs = listen();
      await vi.waitFor(() => expect(jobs).toHaveLength(full), soon);
      await vi.waitFor(() => producer.ping(), soon);
      await ring();
      expect(rung).toBe(full + 1);
    });
  });
}

test.skipIf(missing('redis'))(
  'Redis out of memory: a ring says so at once, and rings again when there is room',
  async () => {
    const server = await createRedisServer();
    await server.start();
    const redis = new Redis(server.url);
    const jobs: unknown[] = [];
    const options = { url: server.url, queue: QUEUE_NAMES.alarm, onError: ignore };
    const producer = createProducer(options);
    const handle = async (payload: unknown): Promise<void> => void jobs.push(payload);
    const consumer = createConsumer({ ...options, concurrency: 1, handle });
    const ring = (id: string): Promise<boolean> => producer.ring({ eventIds: [id] }, RED);
    try {
      await vi.waitFor(async () => expect(await ring('before')).toBe(true), soon);
      await vi.waitFor(() => expect(jobs).toHaveLength(1), soon);
      await redis.config('SET', 'maxmemory', '1');
      expect(await Promise.all(Array.from({ length: 200 }, () => ring('lost')))).not.toContain(true);
      await redis.config('SET', 'maxmemory', '0');
      await vi.waitFor(async () => expect(await ring('after')).toBe(true), soon);
      await vi.waitFor(() => expect(jobs).toContainEqual({ eventIds: ['after'] }), soon);
    } finally {
      redis.disconnect();
      await Promise.all([producer.close(), consumer.close()]);
      await server.remove();
    }
  },
);
