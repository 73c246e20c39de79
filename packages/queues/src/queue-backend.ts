import { type ConnectionOptions, createPostgresBackend, createRedisBackend } from 'bullmq';

/**
 * How to reach a queue: what BullMQ's `Queue` and `Worker` take, whichever server stands behind it. Typed as its
 * default, Redis; only what both backends do is used.
 */
export type QueueBackend = {
  readonly connection: ConnectionOptions;
  readonly factory: typeof createRedisBackend;
};

const RECONNECT_AT_MOST = 1_000;

const redisBackend = (url: string, held: boolean, stop: AbortSignal): QueueBackend => ({
  connection: {
    url,
    // Giving up at the stop is what lets a worker's waiting commands go, and the worker with them.
    retryStrategy: (times: number) => (stop.aborted ? null : Math.min(times * 50, RECONNECT_AT_MOST)),
    // A server that has taken a command and says nothing. Longer than a worker's blocking read (10 s).
    socketTimeout: 15_000,
    // A worker's commands wait for the server to come back; a ring must not: stale rings are worth nothing.
    ...(held
      ? { maxRetriesPerRequest: null }
      : { maxRetriesPerRequest: 0, enableOfflineQueue: false, autoResendUnfulfilledCommands: false }),
  },
  factory: createRedisBackend,
});

const postgresBackend = (url: string): QueueBackend => ({
  connection: {
    connectionString: url,
    // Its own schema `bullmq`, brought up to date by whoever comes first (an advisory lock holds the others).
    migrate: true,
    // A doorbell need not survive a power cut, and must not wait for the disk.
    options: '-c synchronous_commit=off',
    max: 4,
    connectionTimeoutMillis: 2_000,
    query_timeout: 15_000,
  } as ConnectionOptions,
  factory: createPostgresBackend as unknown as typeof createRedisBackend,
});

/**
 * The scheme of the URL chooses the server: `redis://`, `rediss://`, `postgres://`.
 * `held`: commands wait for a Redis that is away (workers) instead of failing at once (rings).
 */
export const queueBackend = (url: string, held: boolean, stop: AbortSignal): QueueBackend =>
  /^rediss?:/.test(url) ? redisBackend(url, held, stop) : postgresBackend(url);
