import { minutes } from '@varde/domain';
import { listBatterySamples, saveDeviceStatuses } from '@varde/postgres';
import { insertDevice, insertMunicipality, startTestDatabase, type TestDatabase } from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { T0 } from '../testing/triage-bench.ts';
import { createBatteryWatch } from './watch-batteries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
});
afterAll(() => database.stop());

test('a battery is noted when it says something new, once an hour at most', async () => {
  const id = await insertDevice(database.db, { profile: 'door-sensor' });
  const mute = await insertDevice(database.db, { profile: 'door-sensor' });
  let now = T0;
  const look = createBatteryWatch({ db: database.db, now: () => now });
  const says = async (battery: number | null, deviceId = id): Promise<void> => {
    const status = { deviceId, lastContact: now, battery, rssi: null, power: null, firmware: null, position: null };
    await saveDeviceStatuses(database.db, [status]);
    await look();
  };
  await says(null, mute);
  now += minutes(61);
  for (const battery of [80, 80, 79, 79, 100]) {
    await says(battery);
    now += minutes(61);
  }
  await says(99);
  now += minutes(5);
  await says(98);
  const samples = await listBatterySamples(database.db, id);
  expect(samples.map(({ percent }) => percent)).toEqual([99, 100, 79, 80]);
  expect(await listBatterySamples(database.db, mute)).toEqual([]);
});
