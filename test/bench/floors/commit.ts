import pg from 'pg';
import type { BenchContext } from '../bench.ts';
import { stamp } from '../receivers/run-receiver.ts';
import type { BenchStack } from '../stack.ts';
import { type Pace, sendPaced } from './paced.ts';

/** Enough that a slow commit does not hold up the next. */
const CONNECTIONS = 4;

/** One row inserted and committed on the stack's own server, over connections that stand. */
export const measureCommit = async ({ signal }: BenchContext, stack: BenchStack, pace: Pace): Promise<number[]> => {
  const settings = { connectionString: stack.databaseUrl, statement_timeout: 10_000, idleTimeoutMillis: 0 };
  const pool = new pg.Pool({ ...settings, max: CONNECTIONS });
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.query('select pg_sleep(0.05)')));
    await pool.query('create table bench_floor (id bigint generated always as identity primary key, key text)');
    const done: Promise<readonly [key: string, at: number]>[] = [];
    const sent = await sendPaced(pace, signal, (key) => {
      done.push(pool.query('insert into bench_floor (key) values ($1)', [key]).then(() => [key, stamp()]));
    });
    const ends = await Promise.all(done);
    await pool.query('drop table bench_floor');
    return ends.map(([key, at]) => at - (sent.get(key) ?? Number.NaN));
  } finally {
    await pool.end();
  }
};
