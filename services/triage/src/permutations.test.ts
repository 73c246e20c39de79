import {
  insertDevice,
  insertHome,
  insertMunicipality,
  startTestDatabase,
  type TestDatabase,
} from '@varde/postgres/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRunner, makeEvent, store, T0 } from './testing/triage-bench.ts';

let database: TestDatabase;
let homeId: string;

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
  homeId = (await insertHome(database.db)).id;
});
afterAll(() => database.stop());

/** One device's afternoon: two fires that go out, a fall, and a battery that comes and goes. */
const MESSAGES = [
  { kind: 'fire-alarm', seq: 1 },
  { kind: 'fire-restored', seq: 2 },
  { kind: 'fire-alarm', seq: 3 },
  { kind: 'fall-detected', seq: 4 },
  { kind: 'battery-low', seq: 5 },
  { kind: 'fire-restored', seq: 6 },
  { kind: 'battery-ok', seq: 7 },
] as const;

type State = { kind: string; condition: string; state: string; colour: string; events: number };

/** Stores them in this order, decides them in jobs of this size, and tells which alarms are left open. */
const endOf = async (order: readonly number[], batch: number): Promise<State[]> => {
  const deviceId = await insertDevice(database.db, { profile: 'social-alarm', homeId });
  const runner = createRunner(database.db);
  const events = order.map((index) => {
    const { kind, seq } = MESSAGES[index]!;
    return makeEvent(deviceId, kind, { seq, at: T0 + seq });
  });
  for (let i = 0; i < events.length; i += batch) {
    await runner.triageEvents(await store(database.db, ...events.slice(i, i + batch)));
  }
  return database.query<State>(
    'select kind, condition, state, colour, events from alarm where device_id = $1 order by kind',
    deviceId,
  );
};

test('every order of one device’s messages ends in the same alarms', async () => {
  const inOrder = MESSAGES.map((_, index) => index);
  const expected = await endOf(inOrder, 1);
  expect(expected).toMatchObject([
    { kind: 'battery-low', condition: 'restored', events: 1 },
    { kind: 'fall-detected', condition: 'active', events: 1 },
    { kind: 'fire-alarm', condition: 'restored', events: 2 },
  ]);
  const anyOrder = fc.shuffledSubarray(inOrder, { minLength: inOrder.length });
  await fc.assert(
    fc.asyncProperty(anyOrder, fc.integer({ min: 1, max: 4 }), async (order, batch) => {
      expect(await endOf(order, batch)).toEqual(expected);
    }),
    { numRuns: 20, seed: 1103 },
  );
});
