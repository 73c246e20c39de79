import { randomUUID } from 'node:crypto';
import { type Alarm, type Colour, DEFAULT_ANSWER_TARGETS, newAlarm } from '@varde/domain';
import { insertAlarm, touchPresence } from '@varde/postgres';
import {
  insertAvailable,
  insertMunicipality,
  startTestDatabase,
  TEST_MUNICIPALITY,
  type TestDatabase,
} from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { missHolders } from './miss-holders.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
let database: TestDatabase;
let kari: string;
let per: string;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.clear();
  await insertMunicipality(database.db);
  kari = await insertAvailable(database.db, T0, T0);
  per = await insertAvailable(database.db, T0, T0);
});

const held = async (colour: Colour, state: Alarm['state']): Promise<string> => {
  const id = randomUUID();
  const alarm = newAlarm({
    ...{ queue: 'operator', colour, condition: 'active', kind: 'fall-detected', test: false, receivedAt: T0 },
    ...{ answerBy: T0 + 30_000, messageIds: [], events: 1, matchValue: null, why: [] },
    raised: { maxSeq: null, maxAt: T0, maxAtWithoutSeq: T0 },
  });
  const context = { municipalityId: TEST_MUNICIPALITY, deviceId: null, residentIds: [], homeId: null, place: null };
  const first = { action: 'raised', actorId: null, detail: {} };
  await database.db.transaction().execute((tx) => insertAlarm(tx, id, alarm, context, first, T0));
  await database.query('update alarm set state = $2, operator_id = $3 where id = $1', id, state, kari);
  return id;
};
const look = (seconds: number) =>
  missHolders(database.db, { id: TEST_MUNICIPALITY, targets: DEFAULT_ANSWER_TARGETS }, T0 + seconds * 1_000);
const seen = (who: string, seconds: number) => touchPresence(database.db, [who], T0 + seconds * 1_000);
const alarm = async (id: string) =>
  (
    await database.query<{ state: string; operator: string | null; unseen: boolean }>(
      'select state, operator_id as operator, holder_unseen_since is not null as unseen from alarm where id = $1',
      id,
    )
  )[0];

test('an operator vanishes: the offer goes on, the red rings at everybody after thirty seconds, the orange after two minutes', async () => {
  const [offer, red, orange] = [
    await held('red', 'offered'),
    await held('red', 'handling'),
    await held('orange', 'handling'),
  ];
  await seen(per, 9);
  expect(await look(9)).toBe(0);
  await seen(per, 30);
  expect(await look(30)).toBe(2);
  expect(await alarm(offer)).toEqual({ state: 'queued', operator: null, unseen: false });
  expect(await alarm(red)).toEqual({ state: 'handling', operator: kari, unseen: true });
  await seen(per, 120);
  expect(await look(120)).toBe(1);
  expect(await alarm(orange)).toEqual({ state: 'handling', operator: kari, unseen: true });
  expect(await look(121)).toBe(0);
  const log = await database.query('select action, actor_id from change_log where subject_id = $1 order by seq', red);
  expect(log.at(-1)).toEqual({ action: 'holder-unseen', actor_id: null });
});

test('back before anybody has taken it, it is theirs', async () => {
  const red = await held('red', 'handling');
  await seen(per, 31);
  await look(31);
  await seen(kari, 33);
  expect(await look(33)).toBe(1);
  expect(await alarm(red)).toEqual({ state: 'handling', operator: kari, unseen: false });
});

test('where nobody was heard, nobody is gone: it was we who did not listen', async () => {
  const red = await held('red', 'handling');
  expect(await look(900)).toBe(0);
  expect(await alarm(red)).toMatchObject({ unseen: false });
});
