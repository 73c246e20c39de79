import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectionOptions, Queue, Worker } from 'bullmq';
import mqtt from 'mqtt';
import pg from 'pg';
import type { PipelineOptions } from './obvious-pipeline.ts';
import { readOptions, serveParent, tellParent } from './processes/parent.ts';

/**
 * What one writes first: MQTT in by `on('message')`, one queue with priorities, a job an event, an insert a job, one
 * process for it all.
 */
type Job = { readonly deviceId: string; readonly message: { readonly id: string; readonly kind: string } };

const options = readOptions<PipelineOptions>();
const connection: ConnectionOptions = { url: options.redisUrl, maxRetriesPerRequest: null };
const NAME = 'obvious-pipeline';

const pool = new pg.Pool({ connectionString: options.databaseUrl, max: options.inHand });
await pool.query(`
  create schema if not exists obvious;
  create table if not exists obvious.event (id uuid primary key, device_id uuid, kind text, body jsonb,
    received_at timestamptz default now());
  create table if not exists obvious.alarm (event_id uuid primary key, device_id uuid, kind text,
    raised_at timestamptz default now())`);

let committed = 0;

const raise = async ({ deviceId, message }: Job): Promise<void> => {
  await pool.query('insert into obvious.alarm (event_id, device_id, kind) values ($1, $2, $3) on conflict do nothing', [
    message.id,
    deviceId,
    message.kind,
  ]);
  const body = JSON.stringify({ id: message.id });
  const headers = { 'content-type': 'application/json' };
  if (options.sinkUrl !== undefined) await fetch(`${options.sinkUrl}/alarm`, { method: 'POST', body, headers });
};

let handled = 0;

const handle = async (job: Job): Promise<void> => {
  const { deviceId, message } = job;
  await pool.query(
    'insert into obvious.event (id, device_id, kind, body) values ($1, $2, $3, $4) on conflict do nothing',
    [message.id, deviceId, message.kind, message],
  );
  if (message.kind === 'fire-alarm') return raise(job);
  committed += 1;
  handled += 1;
  // A report that is made, another system that takes its time: every so-many-th routine job.
  if (options.slowEvery !== undefined && handled % options.slowEvery === 0) await sleep(1_000);
};

const queue = new Queue(NAME, { connection, defaultJobOptions: { removeOnComplete: true } });
const worker = new Worker(NAME, (job) => handle(job.data as Job), { connection, concurrency: options.inHand });
worker.on('error', console.error);

// A session that outlives it: what comes while it is away waits at the broker.
const client = mqtt.connect(options.mqttUrl, { clientId: NAME, clean: false });
const take = async (topic: string, payload: Buffer): Promise<void> => {
  const message = JSON.parse(payload.toString()) as Job['message'];
  const job: Job = { deviceId: topic.split('/')[2] ?? '', message };
  await queue.add(message.kind, job, { priority: message.kind === 'fire-alarm' ? 1 : 10 });
};
client.on('message', (topic, payload) => void take(topic, payload));
await client.subscribeAsync(['varde/v1/+/alarm', 'varde/v1/+/event'], { qos: 1 });

setInterval(() => tellParent(committed), 50);

serveParent(() => undefined);
