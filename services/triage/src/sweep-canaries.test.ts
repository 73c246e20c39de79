import { CANARY_DEVICES, CANARY_KIND, CANARY_MUNICIPALITY, seconds } from '@varde/domain';
import { beginCanaries } from '@varde/postgres';
import { startTestDatabase, type TestDatabase } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSweep } from './sweep.ts';
import { createRunner, makeEvent, store, T0 } from './testing/triage-bench.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.clear();
  await beginCanaries(database.db, T0);
});

const storeCanary = (): Promise<string[]> => {
  const whose = { municipalityId: CANARY_MUNICIPALITY, lane: 'alarm' } as const;
  return store(database.db, makeEvent(CANARY_DEVICES.alarm, CANARY_KIND, whose));
};
const canary = async () => (await database.query('select outcome, data from event'))[0];

test('one that its ring brings is decided, counted nowhere, and goes on to the dispatcher', async () => {
  const { triageEvents, announced, registry } = createRunner(database.db);
  await triageEvents(await storeCanary());
  expect(await canary()).toEqual({ outcome: 'recorded', data: null });
  expect(announced).toEqual([CANARY_MUNICIPALITY]);
  expect(await registry.getSingleMetric('varde_triage_events_total')?.get()).toMatchObject({ values: [] });
  expect(await database.query('select from alarm')).toEqual([]);
});

test('the sweep leaves it to its ring, and where none comes it finds it and says so', async () => {
  let now = T0 + seconds(4);
  const { triageEvents, failures } = createRunner(database.db, 'alarm', () => now);
  let found = 0;
  const onFound = (events: number): void => {
    found += events;
  };
  const sweep = createSweep({ db: database.db, lane: 'alarm', triageEvents, failures, now: () => now, onFound });
  await storeCanary();
  await sweep();
  expect(await canary()).toEqual({ outcome: null, data: null });
  now += seconds(2);
  await sweep();
  expect(await canary()).toEqual({ outcome: 'recorded', data: { swept: true } });
  expect(found).toBe(0);
});
