import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import process from 'node:process';
import { Redis } from 'ioredis';
import { query } from '../harness/record.ts';

type Settings = Readonly<Record<string, string>>;

const POSTGRES = ['server_version', 'fsync', 'full_page_writes', 'synchronous_commit', 'wal_sync_method'];
const REDIS = ['appendonly', 'appendfsync', 'maxmemory-policy'];

const readPostgres = async (url: string): Promise<Settings> => {
  const rows = await query<{ name: string; setting: string }>(
    url,
    'select name, setting from pg_settings where name = any($1)',
    [POSTGRES],
  );
  const read = new Map(rows.map(({ name, setting }) => [name, setting]));
  return Object.fromEntries(POSTGRES.map((name) => [name, read.get(name) ?? 'not told']));
};

const readRedis = async (url: string): Promise<Settings> => {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 5_000, maxRetriesPerRequest: 1 });
  try {
    await redis.connect();
    const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? 'not told';
    const pairs: [string, string][] = [];
    for (const name of REDIS) {
      const [, value] = (await redis.config('GET', name)) as string[];
      pairs.push([name, value ?? 'not told']);
    }
    return { redis_version: version, ...Object.fromEntries(pairs) };
  } finally {
    redis.disconnect();
  }
};

/** Debian keeps it in /usr/sbin, which not everybody searches. */
const SERVER_PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;

const readMosquitto = (): Settings => {
  const { stdout } = spawnSync('mosquitto', ['-h'], { encoding: 'utf8', env: { PATH: SERVER_PATH } });
  return { version: /version (\S+)/.exec(stdout ?? '')?.[1] ?? 'not told' };
};

const versionOf = (name: string): string => {
  const file = findPackageJSON(name, import.meta.url);
  return file === undefined ? 'not told' : (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
};

/** What the servers say of themselves, and which versions of what talks to them. */
export const readSettings = async (databaseUrl: string, redisUrl: string): Promise<Record<string, Settings>> => ({
  PostgreSQL: await readPostgres(databaseUrl),
  Redis: await readRedis(redisUrl),
  Mosquitto: readMosquitto(),
  'Node.js': { version: process.versions.node, bullmq: versionOf('bullmq'), 'mqtt.js': versionOf('mqtt') },
});
