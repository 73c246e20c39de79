import { type Instant, minutes } from '@varde/domain';
import { saveDeviceStatuses, saveListening } from '@varde/postgres';
import {
  insertDevice,
  insertHome,
  insertMunicipality,
  startTestDatabase,
  type TestDatabase,
} from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { alarmsOf, T0 } from '../testing/triage-bench.ts';
import { closeAsTechnician, createWatchBench, type WatchBench } from '../testing/watch-bench.ts';
import { createOutageWatch } from './watch-outages.ts';
import { createSilenceWatch } from './watch-silence.ts';

let database: TestDatabase;
let bench: WatchBench;
let homeId: string;
let round: () => Promise<void>;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.clear();
  await insertMunicipality(database.db);
  ({ id: homeId } = await insertHome(database.db));
  bench = createWatchBench(database, T0);
  round = async () => {
    const look = createSilenceWatch(bench.watching);
    await look();
  };
  await listens(T0 - minutes(6_000), T0 + minutes(6_000));
});

const listens = (since: Instant, until: Instant) => saveListening(database.db, 'ingest-status', { since, until });
const heard = (deviceId: string, lastContact: Instant) =>
  saveDeviceStatuses(database.db, [
    { ...{ deviceId, lastContact, battery: null, rssi: null }, ...{ power: null, firmware: null, position: null } },
  ]);
const device = async (profile: string, lastContact: Instant, state?: 'in-stock' | 'retired'): Promise<string> => {
  const id = await insertDevice(database.db, { profile, homeId, ...(state === undefined ? {} : { state }) });
  await heard(id, lastContact);
  return id;
};
/** What we heard until now, and no further. */
const until = async (at: Instant): Promise<void> => {
  bench.at = at;
  await database.query('update listening set until = $1', new Date(at).toISOString());
};

test('a hub that is not heard for a quarter of an hour is one alarm, raised once, orange to the operators', async () => {
  const hub = await device('social-alarm', T0);
  await until(T0 + minutes(15));
  await round();
  expect(await alarmsOf(database, hub)).toEqual([]);
  await until(T0 + minutes(16));
  await round();
  await round();
  await until(T0 + minutes(200));
  await round();
  expect(await alarmsOf(database, hub)).toMatchObject([
    { kind: 'device-silent', colour: 'orange', condition: 'active', events: 1 },
  ]);
});

test('it is restored by the next contact, and the next silence is another', async () => {
  const hub = await device('social-alarm', T0);
  await until(T0 + minutes(16));
  await round();
  await heard(hub, T0 + minutes(17));
  await until(T0 + minutes(18));
  await round();
  expect(await alarmsOf(database, hub)).toMatchObject([{ condition: 'restored', state: 'queued' }]);
  await until(T0 + minutes(40));
  await round();
  expect(await alarmsOf(database, hub)).toMatchObject([{ condition: 'active', events: 2 }]);
});

test('closed while the device is silent still, it is not raised again', async () => {
  const sensor = await device('door-sensor', T0);
  await until(T0 + minutes(300));
  await round();
  const [alarm] = await alarmsOf(database, sensor);
  expect(alarm).toMatchObject({ colour: 'blue' });
  await closeAsTechnician(database, alarm?.id ?? '', bench.at);
  await round();
  expect(await alarmsOf(database, sensor)).toHaveLength(1);
});

test('a dead hub is one alarm for its home', async () => {
  const hub = await device('social-alarm', T0);
  const behind = [await device('door-sensor', T0), await device('bed-sensor', T0)];
  const carried = await device('mobile-alarm', T0);
  await until(T0 + minutes(2_000));
  await round();
  expect(await alarmsOf(database, hub)).toHaveLength(1);
  for (const id of behind) expect(await alarmsOf(database, id)).toEqual([]);
  expect(await alarmsOf(database, carried)).toHaveLength(1);
  // Back again: those behind it have their time anew, and then speak for themselves.
  await heard(hub, T0 + minutes(2_001));
  await until(T0 + minutes(2_002));
  await round();
  for (const id of behind) expect(await alarmsOf(database, id)).toEqual([]);
  await heard(hub, T0 + minutes(2_400));
  await until(T0 + minutes(2_402));
  await round();
  for (const id of behind) expect(await alarmsOf(database, id)).toHaveLength(1);
});

test('only what is in service and was heard at least once can fall silent', async () => {
  const quiet = [await device('social-alarm', T0, 'in-stock'), await device('social-alarm', T0, 'retired')];
  const never = await insertDevice(database.db, { profile: 'nurse-call', homeId });
  await until(T0 + minutes(2_000));
  await round();
  for (const id of [...quiet, never]) expect(await alarmsOf(database, id)).toEqual([]);
});

test('the whole registry is seen, page after page', async () => {
  const look = createSilenceWatch(bench.watching, 1);
  const all: string[] = [];
  for (let count = 0; count < 150; count += 1) all.push(await device('mobile-alarm', T0));
  await until(T0 + minutes(100));
  for (let count = 0; count < 3; count += 1) await look();
  const silent = await database.query<{ device_id: string }>(
    "select device_id from alarm where kind = 'device-silent' order by device_id",
  );
  expect(silent.map(({ device_id }) => device_id)).toEqual(all.toSorted());
});

type OutageRow = { began_at: Instant; ended_at: Instant | null; closed_at: Instant | null };
const outages = () =>
  database.query<OutageRow>(`select began_at, ended_at, closed_at from incident where kind = 'outage'`);

test('an outage of ours is one incident, and no device is silent because of it', async () => {
  const hubs = [await device('social-alarm', T0 - minutes(10)), await device('social-alarm', T0 - minutes(5))];
  await until(T0);
  bench.at = T0 + minutes(120);
  const watch = createOutageWatch(bench.watching);
  await watch();
  await watch();
  await round();
  expect(await outages()).toMatchObject([{ began_at: T0, ended_at: null }]);
  await listens(T0 + minutes(121), T0 + minutes(135));
  bench.at = T0 + minutes(135);
  await watch();
  await watch();
  await round();
  expect(await outages()).toMatchObject([{ began_at: T0, ended_at: T0 + minutes(121), closed_at: null }]);
  const alarms = await database.query<{ id: string }>('select id, condition, queue, why from alarm');
  expect(alarms).toMatchObject([
    {
      condition: 'restored',
      queue: 'technician',
      why: [{ code: 'did-not-listen', values: { from: '13:00', to: '15:01' } }],
    },
  ]);
  await closeAsTechnician(database, alarms[0]?.id ?? '', bench.at);
  await watch();
  expect((await outages())[0]?.closed_at).not.toBeNull();
  // Their whole limit anew, and then they are.
  await listens(T0 + minutes(121), T0 + minutes(137));
  bench.at = T0 + minutes(137);
  await round();
  for (const id of hubs) expect(await alarmsOf(database, id)).toHaveLength(1);
});

test('an outage that nobody could tell of while it lasted is told afterwards, once', async () => {
  await until(T0);
  await listens(T0 + minutes(600), T0 + minutes(601));
  bench.at = T0 + minutes(601);
  await createOutageWatch(bench.watching)();
  await createOutageWatch(bench.watching)();
  expect(await outages()).toMatchObject([{ began_at: T0, ended_at: T0 + minutes(600) }]);
});

test('a restart of ours is no incident', async () => {
  await until(T0);
  await listens(T0 + minutes(0.5), T0 + minutes(5));
  bench.at = T0 + minutes(5);
  await createOutageWatch(bench.watching)();
  expect(await outages()).toEqual([]);
});
