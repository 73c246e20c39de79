import { setTimeout as sleep } from 'node:timers/promises';
import { readBook } from '../../bench/run-load.ts';
import { query } from '../../harness/record.ts';
import { type Fault, FROZEN } from '../fault.ts';
import { readiness } from '../readiness.ts';
import type { Scene } from '../scene.ts';

/** A receipt that was on its way through the broker when the database was gone. */
const ON_ITS_WAY = 500;
/** A check of readiness waits for two seconds itself. */
const LOOK_AFTER = 500;

const admin = (databaseUrl: string): string => {
  const url = new URL(databaseUrl);
  url.pathname = '/postgres';
  return url.href;
};

const allow = async ({ databaseUrl }: Scene, allowed: boolean): Promise<void> => {
  const name = new URL(databaseUrl).pathname.slice(1);
  await query(admin(databaseUrl), `alter database ${name} allow_connections ${allowed}`);
  if (allowed) return;
  await query(admin(databaseUrl), 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
};

/** Services that cannot do their work without it, and do not say so. */
const unnamed = async (scene: Scene): Promise<readonly string[]> => {
  const { health } = await scene.state();
  const answers = await Promise.all(
    Object.entries(health).map(async ([name, url]) => [name, await readiness(url)] as const),
  );
  return answers.flatMap(([name, answer]) =>
    answer?.['postgres'] === 'failed' ? [] : [`/readyz of ${name} does not name PostgreSQL: ${JSON.stringify(answer)}`],
  );
};

const acknowledged = async (books: readonly string[], from: number, to: number): Promise<number> => {
  let count = 0;
  for (const book of books) {
    for await (const { settledAt } of readBook(book)) {
      if (settledAt !== null && settledAt > from + ON_ITS_WAY && settledAt < to) count += 1;
    }
  }
  return count;
};

export const POSTGRES_REFUSES: Fault = {
  name: 'postgres-refuses',
  what: 'PostgreSQL refuses connections, and has ended those there were',
  hits: ['postgres'],
  promised: FROZEN,
  prepare: async (scene) => async () => {
    await allow(scene, false);
    const from = Date.now();
    let to = Number.POSITIVE_INFINITY;
    const looking = sleep(LOOK_AFTER).then(() => unnamed(scene));
    return {
      mend: async () => {
        const faults = await looking;
        to = Date.now();
        await allow(scene, true);
        return faults;
      },
      check: async (books) => {
        const count = await acknowledged(books, from, to);
        return count === 0 ? [] : [`${count} messages were receipted while PostgreSQL was gone`];
      },
    };
  },
};
