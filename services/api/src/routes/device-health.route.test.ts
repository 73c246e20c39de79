import { deviceHealthSchema, listOf, modelHealthSchema } from '@varde/contracts';
import { minutes } from '@varde/domain';
import { saveDeviceStatuses, storeEvents } from '@varde/postgres';
import { insertDevice, testEvent } from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { raiseAlarm } from '../../testing/raise-alarm.ts';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let tore: TestUser;
beforeAll(async () => {
  api = await startTestApi();
  tore = await api.user('technician');
});
afterAll(() => api.close());

const days = (count: number): number => minutes(count * 24 * 60);

test('a device tells how it fares: contact, battery, what it said of itself, how often it cried wolf', async () => {
  const now = Date.now();
  const { id, deviceId } = await raiseAlarm(api.database);
  await api.database.query(`update alarm set state = 'closed', cause = 'false-alarm' where id = $1`, id);
  await storeEvents(api.database.db, [testEvent(deviceId, now, { kind: 'battery-low', lane: 'event' })]);
  const status = {
    deviceId,
    lastContact: now,
    battery: 65,
    rssi: -71,
    power: 'battery',
    firmware: '2.1',
    position: null,
  };
  await saveDeviceStatuses(api.database.db, [status]);
  for (const [ago, percent] of [
    [70, 100],
    [30, 80],
    [10, 70],
    [0, 65],
  ] as const)
    await api.database.query(
      'insert into battery_sample values ($1, $2, $3)',
      deviceId,
      new Date(now - days(ago)),
      percent,
    );

  const health = deviceHealthSchema.parse((await tore.get(`/api/devices/${deviceId}/health`)).json());
  expect(health).toMatchObject({
    ...{ rssi: -71, firmware: '2.1', alarms: { closed: 1, falseAlarms: 1, falseAlarmRate: 1 } },
    technical: [{ kind: 'battery-low', count: 1 }],
    battery: { percent: 65, from: 'history' },
  });
  expect(Math.round((Date.parse(health.battery.emptyAt ?? '') - now) / days(1))).toBe(120);
});

test('of a whole kind one sees that this batch loses contact', async () => {
  const batch = await Promise.all(
    Array.from({ length: 3 }, () => insertDevice(api.database.db, { profile: 'camera' })),
  );
  const statuses = batch.map((deviceId, index) => ({
    ...{ deviceId, lastContact: Date.now(), battery: null, rssi: null, power: null, position: null },
    firmware: index === 0 ? '7.0' : '7.1',
  }));
  await saveDeviceStatuses(api.database.db, statuses);
  const { id } = await raiseAlarm(api.database, { kind: 'device-silent' });
  await api.database.query('update alarm set device_id = $1 where id = $2', batch[1], id);
  const { items } = listOf(modelHealthSchema).parse((await tore.get('/api/reports/devices?by=firmware')).json());
  expect(items[0]).toEqual({ group: 'camera 7.1', devices: 2, silent: 1, faults: 0 });
});
