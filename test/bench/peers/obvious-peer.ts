import path from 'node:path';
import pg from 'pg';
import { readSettings } from '../stack-settings.ts';
import { needProgram } from './install.ts';
import { inventAccounts } from './invented-devices.ts';
import { startObviousPipeline } from './obvious-pipeline.ts';
import { startOperatorSink } from './operator-sink.ts';
import { type Peer, PeerMissing, type PeerRoom, type RunningPeer } from './peer.ts';
import type { RunningProcess } from './processes/start-process.ts';
import type { RedSent } from './publisher.ts';
import { startMosquitto } from './servers/mosquitto.ts';
import { postgresPrograms, startPostgres } from './servers/postgres.ts';
import { startRedis } from './servers/redis.ts';
import { stopAll } from './stop-all.ts';

/** Jobs in hand at once: fast ones as many as suit it best, slow ones as many as one dares. */
const IN_HAND = { fast: 50, slow: 10 } as const;
/** One routine job in twenty takes a second. */
const SLOW_EVERY = 20;

const countAlarms = async (url: string, reds: readonly RedSent[]): Promise<number> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const text = 'select count(*)::int as count from obvious.alarm where event_id = any($1)';
    const { rows } = await client.query<{ count: number }>(text, [reds.map(({ id }) => id)]);
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
};

const start = async (room: PeerRoom, pace: 'fast' | 'slow'): Promise<RunningPeer> => {
  await needProgram('redis-server', 'redis-server');
  const bin = postgresPrograms();
  if (bin === undefined) throw new PeerMissing('PostgreSQL is not installed (Debian: apt-get install postgresql)');
  const { folder, context } = room;
  const started: RunningProcess[] = [];
  try {
    const broker = await startMosquitto(folder);
    started.push(broker);
    const redis = await startRedis(folder);
    started.push(redis);
    const postgres = await startPostgres(bin, path.join(folder, 'postgres.log'));
    started.push(postgres);
    const settings = await readSettings(postgres.url, redis.url);
    for (const name of ['PostgreSQL', 'Redis']) context.settings(`${name}, the pipeline's`, settings[name] ?? {});
    const sink = await startOperatorSink(path.join(folder, 'sink.log'));
    started.push(sink);
    const options = {
      mqttUrl: broker.url,
      redisUrl: redis.url,
      databaseUrl: postgres.url,
      sinkUrl: sink.url,
      inHand: IN_HAND[pace],
      ...(pace === 'slow' ? { slowEvery: SLOW_EVERY } : {}),
    };
    let committed = 0;
    const run = (): Promise<RunningProcess> =>
      startObviousPipeline(options, path.join(folder, 'pipeline.log'), (count) => {
        committed = count;
      });
    let pipeline = await run();
    return {
      mqttUrl: broker.url,
      routine: inventAccounts(room.routineDevices),
      reds: inventAccounts(room.redDevices),
      receipts: false,
      processed: () => committed,
      arrivals: sink.arrivals,
      keyOf: ({ id }) => id,
      crash: () => pipeline.kill(),
      restart: async () => {
        pipeline = await run();
      },
      remembered: (reds) => countAlarms(postgres.url, reds),
      stop: () => stopAll([...started, pipeline]),
    };
  } catch (error) {
    await stopAll(started);
    throw error;
  }
};

const SINK = 'a web server of the bench, to which the job posts each red after its insert';
const WORK = 'a job and an insert each, into PostgreSQL';

export const obviousPipeline: Peer = {
  name: 'obvious BullMQ pipeline',
  sink: SINK,
  work: `${WORK}; ${IN_HAND.fast} in hand`,
  start: (room) => start(room, 'fast'),
};

export const obviousPipelineSlow: Peer = {
  name: 'obvious BullMQ pipeline, slow jobs',
  sink: SINK,
  work: `${WORK}; one in ${SLOW_EVERY} takes a second; ${IN_HAND.slow} in hand`,
  start: (room) => start(room, 'slow'),
};
