import pg from 'pg';
import type { BenchContext } from '../bench.ts';
import { stamp } from '../receivers/run-receiver.ts';
import type { BenchStack } from '../stack.ts';
import { type Pace, sendPaced } from './paced.ts';

/** One row inserted and committed on the stack's own server, over a connection that stands. */
export const measureCommit = async ({ signal }: BenchContext, stack: BenchStack, pace: Pace): Promise<number[]> => {
  const client = new pg.Client({ connectionString: stack.databaseUrl, statement_timeout: 10_000 });
  await client.connect();
  try {
    await client.query('create table bench_floor (id bigint generated always as identity primary key, key text)');
    const done: Promise<readonly [key: string, at: number]>[] = [];
    const sent = await sendPaced(pace, signal, (key) => {
      done.push(client.query('insert into bench_floor (key) values ($1)', [key]).then(() => [key, stamp()]));
    });
    const ends = await Promise.all(done);
    await client.query('drop table bench_floor');
    return ends.map(([key, at]) => at - (sent.get(key) ?? Number.NaN));
  } finally {
    await client.end();
  }
};
