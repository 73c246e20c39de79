import pg from 'pg';
import { readBook } from '../run-load.ts';

/** What the record knows of what the generator's book says was sent. */
export type Kept = {
  readonly sent: number;
  readonly missing: number;
  readonly twice: number;
  readonly undecided: number;
};

const AT_ONCE = 20_000;

const COUNT = `
  select count(*) as sent, count(*) filter (where found = 0) as missing, count(*) filter (where found > 1) as twice,
         count(*) filter (where found > decided) as undecided
  from (
    select count(event.id) as found, count(event.outcome) as decided
    from book left join event on event.device_id = book.device_id and event.message_id = book.message_id
    group by book.device_id, book.message_id) as each`;

/** Every message of the book looked up in PostgreSQL. */
export const countLost = async (databaseUrl: string, book: string): Promise<Kept> => {
  const client = new pg.Client({ connectionString: databaseUrl, statement_timeout: 120_000 });
  await client.connect();
  try {
    await client.query('create temporary table book (device_id uuid, message_id uuid)');
    let [devices, ids]: [string[], string[]] = [[], []];
    const write = async (): Promise<void> => {
      await client.query('insert into book select * from unnest($1::uuid[], $2::uuid[])', [devices, ids]);
      [devices, ids] = [[], []];
    };
    for await (const { deviceId, id } of readBook(book)) {
      devices.push(deviceId);
      ids.push(id);
      if (ids.length === AT_ONCE) await write();
    }
    await write();
    await client.query('analyze book');
    const { rows } = await client.query<Record<keyof Kept, string>>(COUNT);
    const of = (name: keyof Kept): number => Number(rows[0]?.[name]);
    return { sent: of('sent'), missing: of('missing'), twice: of('twice'), undecided: of('undecided') };
  } finally {
    await client.end();
  }
};
