import { randomUUID } from 'node:crypto';
import { newAlarm } from '@varde/domain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  insertDevice,
  insertMunicipality,
  startTestDatabase,
  TEST_MUNICIPALITY,
  type TestDatabase,
} from '../testing/index.ts';
import { deleteReceipts, enqueueReceipts, insertAlarm, loadAlarm, loadWaitingReceipts } from './index.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.clear();
  await insertMunicipality(database.db);
});

const raise = async (deviceId: string | null, messageIds: readonly string[]): Promise<string> => {
  const id = randomUUID();
  const alarm = newAlarm({
    queue: 'operator',
    colour: 'red',
    condition: 'active',
    kind: 'fall-detected',
    test: false,
    receivedAt: T0,
    answerBy: T0 + 30_000,
    messageIds,
    events: messageIds.length,
    raised: { maxSeq: null, maxAt: T0, maxAtWithoutSeq: T0 },
    matchValue: null,
    why: [],
  });
  const context = { municipalityId: TEST_MUNICIPALITY, deviceId, residentIds: [], homeId: null, place: null };
  const change = { action: 'raised', actorId: null, detail: {} };
  await database.db.transaction().execute((tx) => insertAlarm(tx, id, alarm, context, change, T0));
  return id;
};

const tell = async (alarmId: string, state: 'answered' | 'closed'): Promise<void> => {
  const alarm = await loadAlarm(database.db, alarmId);
  await database.db.transaction().execute((tx) => enqueueReceipts(tx, alarm!, state, T0 + 1_000));
};

test('the device hears of its first message, and of those merged into the alarm beside it', async () => {
  const deviceId = await insertDevice(database.db, { profile: 'fall-sensor' });
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
  const alarmId = await raise(deviceId, [first!, second!, third!]);
  await tell(alarmId, 'answered');
  await tell(alarmId, 'closed');
  const waiting = await loadWaitingReceipts(database.db, 10);
  const at = '2026-11-21T12:00:01.000Z';
  expect(waiting.map(({ receipt }) => receipt)).toEqual([
    { id: first, state: 'answered', at, also: [second, third] },
    { id: first, state: 'closed', at, also: [second, third] },
  ]);
  expect(waiting.every((one) => one.deviceId === deviceId)).toBe(true);
  await deleteReceipts(database.db, [waiting[0]!.id]);
  expect(await loadWaitingReceipts(database.db, 10)).toMatchObject([{ receipt: { state: 'closed' } }]);
});

test('an alarm somebody phoned in has no device to tell', async () => {
  await tell(await raise(null, [randomUUID()]), 'answered');
  expect(await loadWaitingReceipts(database.db, 10)).toEqual([]);
});
