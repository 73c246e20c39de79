import { setTimeout as sleep } from 'node:timers/promises';
import { QUEUE_NAMES } from '@varde/contracts';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
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

const RED = { priority: ringPriority('red') };
const soon = { timeout: 8_000, interval: 10 };

/** `npm test` says what this machine has; a bare run counts on everything. */
const here = process.env['VARDE_HAVE']?.split(',');
const missing = (backend: string): boolean => backend === 'redis' && here !== undefined && !here.includes('redis');

for (const { backend, create } of backends) {
  describe.skipIf(missing(backend))(`queue on ${backend}`, () => {
    let server: BackendServer;
    let closing: (() => Promise<void>)[] = [];

    beforeAll(async () => {
      server = await create();
      await server.start();
    }, 60_000);
    afterAll(() => server.remove());

    beforeEach(() => {
      closing = [];
    });
    afterEach(async () => {
      await Promise.all(closing.map((close) => close()));
    });

    const ignore = (): void => {};
    const ringer = () => {
      const producer = createProducer({ url: server.url, queue: QUEUE_NAMES.alarm, onError: ignore });
      closing.push(() => producer.close());
      return producer;
    };
    const bell = () => {
      const producer = createProducer({ url: server.url, queue: QUEUE_NAMES.dispatch, onError: ignore });
      closing.push(() => producer.close());
      return producer;
    };
    const listen = (queue: 'triage-alarm' | 'dispatch', handle: (payload: unknown) => Promise<void>) => {
      const consumer = createConsumer({ url: server.url, queue, handle, concurrency: 1, onError: ignore });
      closing.push(() => consumer.close());
      return consumer;
    };
    const collect = (queue: 'triage-alarm' | 'dispatch' = QUEUE_NAMES.alarm) => {
      const jobs: unknown[] = [];
      const consumer = listen(queue, async (payload) => {
        jobs.push(payload);
      });
      return { jobs, consumer };
    };
    const ready = (thing: { ping(): Promise<void> }) => vi.waitFor(() => thing.ping(), soon);
    /** A ring may take longer than its limit on a busy machine; it is rung again then, as the sweep would. */
    const surely = (ring: () => Promise<boolean>) => vi.waitFor(async () => expect(await ring()).toBe(true), soon);
    const first = (eventIds: readonly string[]) => ({ eventIds: [...eventIds] });

    test('a ring arrives as a job', async () => {
      const { jobs } = collect();
      const producer = ringer();
      await ready(producer);
      await surely(() => producer.ring(first(['1']), RED));
      await vi.waitFor(() => expect(jobs).toContainEqual({ eventIds: ['1'] }), soon);
    });

    test('what waits is taken most urgent first, and in order within a colour', async () => {
      const producer = ringer();
      await ready(producer);
      const waiting = [
        ['blue', 'e'],
        [null, 'c'],
        ['red', 'a'],
        ['orange', 'b'],
        ['red', 'a2'],
        ['green', 'd'],
      ] as const;
      for (const [colour, id] of waiting) await producer.ring(first([id]), { priority: ringPriority(colour) });
      const { jobs } = collect();
      const expected = ['a', 'a2', 'b', 'c', 'd', 'e'].map((id) => ({ eventIds: [id] }));
      await vi.waitFor(() => expect(jobs).toEqual(expected), soon);
    });

    test('jobs outlive the consumer', async () => {
      const before = collect();
      await ready(before.consumer);
      await before.consumer.close();
      const producer = ringer();
      await ready(producer);
      await surely(() => producer.ring(first(['kept']), RED));
      await sleep(100);
      expect(before.jobs).toEqual([]);
      const after = collect();
      await vi.waitFor(() => expect(after.jobs).toContainEqual({ eventIds: ['kept'] }), soon);
    });

    test('rings with the same word that wait become one job', async () => {
      const producer = bell();
      await ready(producer);
      const ring = (municipalityId: string) => producer.ring({ municipalityId }, { ...RED, dedupe: municipalityId });
      for (const municipalityId of ['1103', '1103', '1103', '1121', '1103']) await surely(() => ring(municipalityId));
      const { jobs } = collect('dispatch');
      await vi.waitFor(() => expect(jobs).toHaveLength(2), soon);
      await sleep(200);
      expect(jobs).toEqual([{ municipalityId: '1103' }, { municipalityId: '1121' }]);
    });

    test('rings while the job runs make it run once more, not once each', async () => {
      const producer = bell();
      await ready(producer);
      const ring = () => producer.ring({ municipalityId: '1103' }, { ...RED, dedupe: '1103' });
      let finish = ignore;
      let runs = 0;
      listen('dispatch', async () => {
        runs += 1;
        if (runs === 1) await new Promise<void>((resolve) => (finish = resolve));
      });
      await surely(ring);
      await vi.waitFor(() => expect(runs).toBe(1), soon);
      for (let rings = 0; rings < 3; rings += 1) await surely(ring);
      finish();
      await vi.waitFor(() => expect(runs).toBe(2), soon);
      await sleep(300);
      expect(runs).toBe(2);
      await surely(ring);
      await vi.waitFor(() => expect(runs).toBe(3), soon);
    });

    test('a ring while a failing job runs is not lost with it', async () => {
      const producer = bell();
      await ready(producer);
      const ring = () => producer.ring({ municipalityId: '1103' }, { ...RED, dedupe: '1103' });
      const runs: string[] = [];
      listen('dispatch', async () => {
        runs.push('run');
        if (runs.length > 3) return;
        if (runs.length === 3) await ring();
        throw new Error('the database was away');
      });
      await surely(ring);
      await vi.waitFor(() => expect(runs).toHaveLength(4), soon);
    });

    test('a job that always fails does not stand in the way', async () => {
      const producer = ringer();
      await ready(producer);
      const handled: unknown[] = [];
      listen(QUEUE_NAMES.alarm, async (payload) => {
        if ((payload as { eventIds?: unknown }).eventIds === undefined) throw new Error('out of shape');
        handled.push(payload);
      });
      await producer.ring({ nonsense: true } as never, RED);
      await surely(() => producer.ring(first(['next']), RED));
      await vi.waitFor(() => expect(handled).toContainEqual({ eventIds: ['next'] }), soon);
    });

    test('a failed job is tried again', async () => {
      const producer = ringer();
      await ready(producer);
      let tries = 0;
      listen(QUEUE_NAMES.alarm, async (payload) => {
        if (JSON.stringify(payload) !== '{"eventIds":["again"]}') return;
        tries += 1;
        if (tries === 1) throw new Error('the database was away');
      });
      await surely(() => producer.ring(first(['again']), RED));
      await vi.waitFor(() => expect(tries).toBe(2), soon);
    });

    test('close waits for the job in hand and is quick', async () => {
      const producer = ringer();
      await ready(producer);
      let finished = false;
      let started = false;
      const consumer = listen(QUEUE_NAMES.alarm, async () => {
        started = true;
        await sleep(200);
        finished = true;
      });
      await surely(() => producer.ring(first(['in hand']), RED));
      await vi.waitFor(() => expect(started).toBe(true), soon);
      const before = Date.now();
      await consumer.close();
      expect(finished).toBe(true);
      expect(Date.now() - before).toBeLessThan(1_500);
    });

    test('with the server gone a ring says so, holds nothing, and works again when it is back', async () => {
      const { jobs, consumer } = collect();
      const producer = ringer();
      await ready(producer);
      await ready(consumer);
      await server.stop();
      try {
        for (let round = 0; round < 3; round += 1) {
          const before = Date.now();
          const rung = await Promise.all(Array.from({ length: 1_000 }, () => producer.ring(first(['lost']), RED)));
          expect(rung.every((rang) => !rang)).toBe(true);
          expect(Date.now() - before).toBeLessThan(300);
        }
        await expect(producer.ping()).rejects.toThrow();
        await expect(consumer.ping()).rejects.toThrow();
      } finally {
        await server.start();
      }
      await vi.waitFor(async () => expect(await producer.ring(first(['back']), RED)).toBe(true), soon);
      await vi.waitFor(() => expect(jobs).toContainEqual({ eventIds: ['back'] }), soon);
      await ready(consumer);
    });

    test('producer and consumer start without the server and find it when it comes', async () => {
      await server.stop();
      const producer = ringer();
      const { jobs, consumer } = collect();
      expect(await producer.ring(first(['early']), RED)).toBe(false);
      await sleep(300);
      await server.start();
      await ready(producer);
      await ready(consumer);
      await vi.waitFor(async () => expect(await producer.ring(first(['late']), RED)).toBe(true), soon);
      await vi.waitFor(() => expect(jobs).toContainEqual({ eventIds: ['late'] }), soon);
    });

    test('close is quick with the server gone', async () => {
      const producer = ringer();
      const { consumer } = collect();
      await ready(producer);
      await ready(consumer);
      await server.stop();
      try {
        await producer.ring(first(['lost']), RED);
        const before = Date.now();
        await Promise.all([producer.close(), consumer.close()]);
        expect(Date.now() - before).toBeLessThan(4_000);
      } finally {
        await server.start();
      }
    });
  });

  test('Redis wiped while running: the next ring arrives, the same word included', async () => {
    const server = await createRedisServer();
    await server.start();
    const onError = (): void => {};
    const jobs: unknown[] = [];
    const producer = createProducer({ url: server.url, queue: QUEUE_NAMES.dispatch, onError });
    const consumer = createConsumer({
      url: server.url,
      queue: QUEUE_NAMES.dispatch,
      concurrency: 2,
      onError,
      handle: async (payload) => {
        jobs.push(payload);
        await sleep(50);
      },
    });
    const redis = new Redis(server.url);
    try {
      await vi.waitFor(() => Promise.all([producer.ping(), consumer.ping()]), soon);
      const ring = (n: number) => producer.ring({ municipalityId: `${n}` }, { ...RED, dedupe: '1103' });
      await ring(1);
      await vi.waitFor(() => expect(jobs).toHaveLength(1), soon);
      await ring(2);
      await redis.flushall();
      expect(await ring(3)).toBe(true);
      await vi.waitFor(() => expect(jobs).toContainEqual({ municipalityId: '3' }), soon);
    } finally {
      redis.disconnect();
      await Promise.all([producer.close(), consumer.close()]);
      await server.remove();
    }
  });
}
