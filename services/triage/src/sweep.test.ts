import {
  insertDevice,
  insertHome,
  insertMunicipality,
  startTestDatabase,
  type TestDatabase,
} from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSweep } from './sweep.ts';
import { alarmsOf, createRunner, makeEvent, store, T0 } from './testing/triage-bench.ts';

let database: TestDatabase;
let deviceIds: string[];

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
  const home = await insertHome(database.db);
  deviceIds = await Promise.all(
    Array.from({ length: 30 }, () => insertDevice(database.db, { profile: 'social-alarm', homeId: home.id })),
  );
});
afterAll(() => database.stop());

const undecided = async (): Promise<number> => (await database.query('select from event where outcome is null')).length;

test('what no ring told of is decided by the sweep, whatever became of the queue', async () => {
  for (const lane of ['alarm', 'event'] as const) {
    const kind = lane === 'alarm' ? 'fall-detected' : 'battery-low';
    await store(database.db, ...deviceIds.map((deviceId) => makeEvent(deviceId, kind, { lane })));
    const young = makeEvent(deviceIds[0]!, kind, { lane, receivedAt: T0 + 10_000 });
    await store(database.db, young);
    const { triageEvents, failures } = createRunner(database.db, lane);
    const found: number[] = [];
    const now = () => T0 + 5_000;
    await createSweep({ db: database.db, lane, triageEvents, failures, now, onFound: (n) => found.push(n) })();
    expect(found).toEqual([30]);
    expect(await undecided()).toBe(1);
    await database.query(`update event set outcome = 'recorded' where outcome is null`);
  }
  expect(await alarmsOf(database, deviceIds[0]!)).toMatchObject([
    { kind: 'battery-low', events: 1 },
    { kind: 'fall-detected', events: 1 },
  ]);
});
