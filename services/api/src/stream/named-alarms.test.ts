import { randomUUID } from 'node:crypto';
import { findAlarms } from '@varde/postgres';
import { insertMunicipality, startTestDatabase, type TestDatabase } from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNamedAlarms } from './named-alarms.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
});
afterAll(() => database.stop());

const raise = async (): Promise<string> => {
  const [row] = await database.query<{ id: string }>(
    `insert into alarm (id, municipality_id, queue, colour, state, condition, kind, received_at, colour_since, answer_by,
       raised, why, change)
     values (gen_random_uuid(), '1103', 'operator', 'red', 'queued', 'active', 'fall-detected', now(), now(), now(), '{}',
       '[]', nextval('change_seq')) returning id`,
  );
  return row?.id ?? '';
};
const change = async (id: string): Promise<number> => {
  const [row] = await database.query<{ change: number }>(
    `update alarm set colour = 'orange', change = nextval('change_seq') where id = $1 returning change`,
    id,
  );
  return Number(row?.change);
};
const seqOf = async (id: string): Promise<number> => (await findAlarms(database.db, [id]))[0]?.change ?? 0;

test('what a ring named has been read when it is asked for, and the rest is read then, all in the order asked', async () => {
  const [named, other] = [await raise(), await raise()];
  const alarms = createNamedAlarms(database.db);
  alarms.begin([named]);
  const seqs = new Map([
    [other, await seqOf(other)],
    [named, await seqOf(named)],
  ]);
  expect((await alarms.take(seqs)).map(({ alarm }) => alarm.id)).toEqual([other, named]);
});

test('what was read before the change that is told of is read again', async () => {
  const id = await raise();
  const alarms = createNamedAlarms(database.db);
  alarms.begin([id]);
  await alarms.take(new Map());
  const seq = await change(id);
  const [record] = await alarms.take(new Map([[id, seq]]));
  expect([record?.change, record?.alarm.colour]).toEqual([seq, 'orange']);
});

test('a ring about what is not there, or that nobody comes for, is no harm', async () => {
  const alarms = createNamedAlarms(database.db);
  alarms.begin(['00000000-0000-4000-8000-000000000000']);
  for (let ring = 0; ring < 300; ring += 1) alarms.begin([randomUUID()]);
  expect(await alarms.take(new Map([['00000000-0000-4000-8000-000000000000', 1]]))).toEqual([]);
});
