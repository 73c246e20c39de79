import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertDevice, insertMunicipality, startTestDatabase, type TestDatabase } from '../testing/index.ts';
import { type DeviceStatus, saveDeviceStatuses } from './device-status-store.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
});
afterAll(() => database.stop());

const status = (deviceId: string, said: Partial<DeviceStatus> = {}): DeviceStatus => ({
  deviceId,
  lastContact: T0,
  battery: null,
  rssi: null,
  power: null,
  firmware: null,
  position: null,
  ...said,
});
const newDevice = (): Promise<string> => insertDevice(database.db, { profile: 'mobile-alarm' });
const rowOf = (deviceId: string): Promise<unknown[]> =>
  database.query(
    'select last_contact, battery, power, firmware, lat, accuracy from device_status where device_id = $1',
    deviceId,
  );

test('heard before, heard for the first time and never registered, in one write', async () => {
  const [known, fresh] = [await newDevice(), await newDevice()];
  await saveDeviceStatuses(database.db, [status(known, { battery: 80, power: 'mains', lastContact: T0 + 9_000 })]);
  const firmware = 'a "quoted", {braced} \\ null';
  await saveDeviceStatuses(database.db, [
    status(randomUUID(), { battery: 1 }),
    status(known, { battery: 79.6, position: { lat: 58.97, lon: 5.73, accuracy: 1e-50 } }),
    status(fresh, { firmware }),
  ]);
  const nothing = { battery: null, power: null, firmware: null, lat: null, accuracy: null };
  expect(await rowOf(known)).toEqual([
    { last_contact: T0 + 9_000, battery: 80, power: 'mains', firmware: null, lat: 58.97, accuracy: 0 },
  ]);
  expect(await rowOf(fresh)).toEqual([{ ...nothing, last_contact: T0, firmware }]);
});

test('a new position without an accuracy does not keep the old one', async () => {
  const id = await newDevice();
  await saveDeviceStatuses(database.db, [status(id, { position: { lat: 58, lon: 5, accuracy: 10 } })]);
  await saveDeviceStatuses(database.db, [status(id, { position: { lat: 59, lon: 5, accuracy: null } })]);
  expect(await rowOf(id)).toMatchObject([{ lat: 59, accuracy: null }]);
});

test('many writers of the same devices, each in another order, all get through', async () => {
  const ids = await Promise.all(Array.from({ length: 50 }, newDevice));
  const orders = [ids, ids.toReversed(), [...ids.slice(25), ...ids.slice(0, 25)]];
  const writes = Array.from({ length: 30 }, (_, round) =>
    saveDeviceStatuses(
      database.db,
      (orders[round % 3] ?? []).map((id) => status(id, { lastContact: T0 + round })),
    ),
  );
  await Promise.all(writes);
  const rows = await database.query('select distinct last_contact from device_status where device_id = any($1)', ids);
  expect(rows).toEqual([{ last_contact: T0 + 29 }]);
});
