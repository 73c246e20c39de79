import type { AlarmView } from '@varde/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import type { TestDevice } from '../harness/device.ts';
import { eventually, pause } from '../harness/eventually.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.tidy());

const isHeard = async (device: TestDevice): Promise<void> => {
  await device.sendRaw('status', JSON.stringify({ at: new Date().toISOString() }));
  await eventually('its contact on record', async () => {
    const rows = await centre.record('select from device_status where device_id = $1', [device.id]);
    return rows.length > 0 ? true : null;
  });
};

/** Other scenarios have left devices in this home, and a hub that was heard a moment ago speaks for all of it. */
const forgetDevicesOf = (resident: string) =>
  centre.record(
    `delete from device_status using device, resident
     where device.id = device_id and resident.id = $1
       and (device.home_id = resident.home_id or device.resident_id = resident.id)`,
    [resident],
  );

/** As if it had been said so long ago, and we had been listening ever since. */
const longAgo = async (devices: readonly TestDevice[]): Promise<void> => {
  await centre.record(
    `insert into listening (process, since, until) values ('yesterday', now() - interval '30 hours', now())
     on conflict (process, since) do nothing`,
  );
  await centre.record(
    `update device_status set last_contact = now() - interval '20 hours' where device_id = any($1::uuid[])`,
    [devices.map(({ id }) => id)],
  );
};

const openAlarms = async (device: TestDevice) =>
  (await centre.operator.get<{ items: AlarmView[] }>(`/api/alarms?device=${device.id}`)).body.items;

/** Milliseconds: several rounds of the registry. */
const ROUNDS = 30_000;

test('a hub that falls silent is one alarm for its home, and over when it is heard again', async () => {
  const resident = await centre.resident();
  await forgetDevicesOf(resident);
  const hub = await centre.device('social-alarm', resident);
  const behind = [await centre.device('door-sensor', resident), await centre.device('bed-sensor', resident)];
  for (const device of [hub, ...behind]) await isHeard(device);
  await longAgo([hub, ...behind]);

  // A round of the registry begins every five seconds, and what it finds waits its turn behind the event lane.
  const silent = await eventually('the silence', async () => (await openAlarms(hub))[0], ROUNDS);
  expect(silent).toMatchObject({ kind: 'device-silent', queue: 'operator', colour: 'orange', condition: 'active' });
  // The next round of the whole registry, and one more.
  await pause(12_000);
  expect(await centre.alarmsOf(hub.id)).toMatchObject([{ events: 1 }]);
  for (const device of behind) expect(await openAlarms(device)).toEqual([]);

  await hub.sendRaw('status', JSON.stringify({ at: new Date().toISOString() }));
  await eventually(
    'restored',
    async () => (await openAlarms(hub)).find(({ condition }) => condition === 'restored'),
    ROUNDS,
  );
}, 100_000);
