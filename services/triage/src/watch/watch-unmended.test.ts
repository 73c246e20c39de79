import { minutes } from '@varde/domain';
import {
  insertDevice,
  insertHome,
  insertMunicipality,
  startTestDatabase,
  type TestDatabase,
} from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { T0 } from '../testing/triage-bench.ts';
import { createWatchBench, type WatchBench } from '../testing/watch-bench.ts';
import { createUnmendedWatch } from './watch-unmended.ts';

let database: TestDatabase;
let bench: WatchBench;
let look: () => Promise<void>;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.clear();
  await insertMunicipality(database.db);
  // Thirteen o'clock in Stavanger.
  bench = createWatchBench(database, T0);
  look = createUnmendedWatch(bench.watching);
});

const NIGHT = T0 + minutes(9 * 60);
const device = async (profile: string) =>
  insertDevice(database.db, { profile, homeId: (await insertHome(database.db)).id });
const coloursOf = (id: string) => database.query('select colour, queue from alarm where device_id = $1', id);
const BLUE = { colour: 'blue', queue: 'technician' };
const ORANGE = { colour: 'orange', queue: 'operator' };

test('a fault of the day is the technicians’, and at ten in the evening the operators’ where a life hangs on it', async () => {
  const critical = await device('social-alarm');
  const other = await device('lent-aid');
  await bench.say('device-fault', [critical, other]);
  await look();
  expect(await coloursOf(critical)).toEqual([BLUE]);
  bench.at = NIGHT;
  await look();
  expect(await coloursOf(critical)).toEqual([ORANGE]);
  expect(await coloursOf(other)).toEqual([BLUE]);
});

test('a fault at night is the operators’ at once, and once only', async () => {
  bench.at = NIGHT;
  const critical = await device('social-alarm');
  await bench.say('self-test-failed', [critical]);
  const rings = bench.announced.length;
  await look();
  expect(await coloursOf(critical)).toEqual([ORANGE]);
  expect(bench.announced).toHaveLength(rings);
});
