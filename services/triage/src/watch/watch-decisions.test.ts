import { randomUUID } from 'node:crypto';
import { type Day, type Grant, type Instant, type LegalBasis, localDay, minutes, nextEnd } from '@varde/domain';
import { endDecision, findDevice, insertDecision, lockDecision, saveDeviceStatuses } from '@varde/postgres';
import {
  insertDevice,
  insertHome,
  insertMunicipality,
  startTestDatabase,
  TEST_MUNICIPALITY,
  type TestDatabase,
  type TestHome,
} from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { T0 } from '../testing/triage-bench.ts';
import { createWatchBench, type WatchBench } from '../testing/watch-bench.ts';
import { createDecisionWatch } from './watch-decisions.ts';

let database: TestDatabase;
let bench: WatchBench;
let home: TestHome;
let look: () => Promise<void>;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.clear();
  await insertMunicipality(database.db);
  home = await insertHome(database.db, 2);
  bench = createWatchBench(database, T0);
  look = createDecisionWatch(bench.watching);
});

const days = (count: number): Instant => T0 + minutes(count * 24 * 60);
const dayAfter = (count: number): Day => localDay(days(count));
const consented = (name: Grant['function']): Grant => ({
  function: name,
  basis: { kind: 'consent', givenOn: dayAfter(-10) },
});
const by = { actorId: null, now: T0 };

const decide = async (grants: readonly Grant[], validUntil: Day | null = null, resident = 0): Promise<string> => {
  const id = randomUUID();
  const residentId = home.residentIds[resident] ?? '';
  const decision = { id, municipalityId: TEST_MUNICIPALITY, number: id, residentId, validFrom: dayAfter(-10) };
  const validity = { validUntil, ended: null, grants, orders: [] };
  const dueOn = nextEnd(validity, dayAfter(-1));
  await database.db.transaction().execute((tx) => insertDecision(tx, { ...decision, ...validity, dueOn }, by));
  return id;
};
const withdraw = (id: string) =>
  database.db.transaction().execute(async (tx) => {
    const decision = await lockDecision(tx, TEST_MUNICIPALITY, id);
    if (decision === null) throw new Error('no decision');
    const ended = { on: dayAfter(0), reason: 'withdrawn' } as const;
    await endDecision(tx, decision, ended, nextEnd({ ...decision, ended }, dayAfter(-1)), by);
  });
const place = (profile: string, own = true): Promise<string> =>
  insertDevice(database.db, { profile, homeId: home.id, ...(own ? { residentId: home.residentIds[0] ?? '' } : {}) });
const find = async (id: string) => {
  const device = await findDevice(database.db, TEST_MUNICIPALITY, id);
  if (device === null) throw new Error('no device');
  return device;
};

test('when a decision runs out its functions stop that day, and what is left with nothing to do is to be fetched', async () => {
  await decide([consented('door-watch')], dayAfter(3));
  const sensor = await place('door-sensor');
  bench.at = days(3);
  await look();
  expect(await find(sensor)).toMatchObject({ functionsOff: [], collectSince: null });
  bench.at = days(4);
  await look();
  expect(await find(sensor)).toMatchObject({ functionsOff: ['door-watch'], collectSince: days(4) });
  const changes = await database.query<{ action: string }>(
    'select action from change_log where subject_id = $1',
    sensor,
  );
  expect(changes).toEqual([{ action: 'functions-stopped' }]);
});

test('withdrawn, only what it granted stops, and where somebody was is forgotten', async () => {
  const decision = await decide([consented('position'), consented('button')]);
  const alarm = await place('mobile-alarm');
  const position = { lat: 58.97, lon: 5.73, accuracy: 8 };
  const told = { deviceId: alarm, lastContact: T0, battery: 80, rssi: null, power: null, firmware: null, position };
  await saveDeviceStatuses(database.db, [told]);
  await withdraw(decision);
  await look();
  expect(await find(alarm)).toMatchObject({ functionsOff: ['position'], collectSince: null, battery: 80 });
  await saveDeviceStatuses(database.db, [{ ...told, lastContact: T0 + 1_000 }]);
  expect(await database.query('select lat, lon, accuracy from device_status')).toEqual([
    { lat: null, lon: null, accuracy: null },
  ]);
});

test('what a home shares goes on while one of those who live there has it granted', async () => {
  const [first, second] = [await decide([consented('door-watch')]), await decide([consented('door-watch')], null, 1)];
  const sensor = await place('door-sensor', false);
  await withdraw(first);
  await look();
  expect((await find(sensor)).functionsOff).toEqual([]);
  await withdraw(second);
  await look();
  expect((await find(sensor)).functionsOff).toEqual(['door-watch']);
});

test('a decision that is not looked at anew in time ends, and is looked at once', async () => {
  const review: LegalBasis = {
    kind: 'pbrl-4-6-a',
    capacityAssessedOn: dayAfter(-10),
    nextOfKinHeardOn: dayAfter(-10),
    objects: false,
    reviewBy: dayAfter(20),
  };
  await decide([{ function: 'door-watch', basis: review }]);
  const sensor = await place('door-sensor');
  bench.at = days(21);
  await look();
  await look();
  expect(await find(sensor)).toMatchObject({ functionsOff: ['door-watch'], version: 2 });
  expect(await database.query('select due_on from decision')).toEqual([{ due_on: null }]);
});

test('what hangs there without any decision is left to the worklist', async () => {
  const sensor = await place('door-sensor');
  await look();
  expect((await find(sensor)).functionsOff).toEqual([]);
});
