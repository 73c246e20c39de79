import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { readStackState } from '../../harness/stack.ts';
import type { BenchContext } from '../bench.ts';
import { stamp } from '../receivers/run-receiver.ts';
import type { BenchStack } from '../stack.ts';
import { healthOf, untilReady } from '../wide/until-ready.ts';
import type { Sender } from './watch-contacts.ts';

export type Crash = {
  /** Seconds from the kill until the process was ready again. */
  readonly readyAfter: number;
  /** Heartbeats that are not in the record. */
  readonly lost: number;
  /** Seconds from the first and the last of them to the kill; negative: before it. */
  readonly first: number;
  readonly last: number;
  /** Seconds by which the last contact of a device is older than its latest heartbeat, at most. */
  readonly oldest: number;
};

const PROCESS = 'ingest-status';
/** Heartbeats before the kill, and after the process was back, that are looked at; milliseconds. */
const AROUND = 10_000;
/** What is told a second later is told. */
const SETTLE = 3_000;
const SAME = 1_000;
const AT_ONCE = 20_000;

const readContacts = async (databaseUrl: string, ids: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const contacts = new Map<string, number>();
  try {
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const { rows } = await client.query<{ id: string; at: number }>(
        `select device_id as id, extract(epoch from last_contact)::float8 * 1000 as at from device_status
         where device_id = any($1::uuid[])`,
        [ids.slice(from, from + AT_ONCE)],
      );
      for (const { id, at } of rows) contacts.set(id, at);
    }
    return contacts;
  } finally {
    await client.end();
  }
};

/** SIGKILL while the heartbeats go on, and what the record holds afterwards of those around it. */
export const killIntake = async (context: BenchContext, stack: BenchStack, sender: Sender): Promise<Crash> => {
  await sleep(AROUND, undefined, { signal: context.signal });
  const { pids } = await readStackState(stack.dir);
  const health = await healthOf(stack.dir, PROCESS);
  context.log(`SIGKILL of ${PROCESS}`);
  process.kill(pids[PROCESS] ?? 0, 'SIGKILL');
  const killed = stamp();
  await untilReady(health);
  const ready = stamp();
  await sleep(AROUND + SETTLE, undefined, { signal: context.signal });
  const { begin } = await sender.progress();
  const indexAt = (instant: number): number => Math.ceil(((instant - begin) * sender.rate) / 1_000);
  const [from, to] = [indexAt(killed - AROUND), indexAt(ready + AROUND)];
  const sends = Array.from({ length: to - from }, (_, at) => ({
    id: sender.ids[(from + at) % sender.ids.length] ?? '',
    due: begin + ((from + at) * 1_000) / sender.rate,
  }));
  const contacts = await readContacts(
    stack.databaseUrl,
    sends.map(({ id }) => id),
  );
  const lost = sends
    .map(({ id, due }) => ({ due, behind: due - (contacts.get(id) ?? Number.NEGATIVE_INFINITY) }))
    .filter(({ behind }) => behind > SAME);
  const seconds = (ms: number): number => ms / 1_000;
  return {
    readyAfter: seconds(ready - killed),
    lost: lost.length,
    first: seconds((lost[0]?.due ?? killed) - killed),
    last: seconds((lost.at(-1)?.due ?? killed) - killed),
    oldest: seconds(Math.max(0, ...lost.map(({ behind }) => behind))),
  };
};
