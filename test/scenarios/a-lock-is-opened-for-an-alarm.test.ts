import { type DeviceCommandView, deviceTopic } from '@varde/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import type { TestDevice } from '../harness/device.ts';
import { eventually } from '../harness/eventually.ts';

type Told = { readonly id: string; readonly command: string; readonly until: string };

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.tidy());

/** What the device is told, and how it answers. */
const hearCommands = async (device: TestDevice, answer: { ok: boolean; reason?: string }): Promise<Told[]> => {
  const told: Told[] = [];
  device.client.on('message', (topic, payload) => {
    if (topic !== deviceTopic(device.id, 'command')) return;
    const command = JSON.parse(payload.toString()) as Told;
    told.push(command);
    const result = JSON.stringify({ id: command.id, ...answer });
    device.client.publish(deviceTopic(device.id, 'command-result'), result, { qos: 1 });
  });
  await device.client.subscribeAsync(deviceTopic(device.id, 'command'), { qos: 1 });
  return told;
};

const unlock = (deviceId: string, alarmId?: string) =>
  centre.operator.post<DeviceCommandView & { code?: string }>(`/api/devices/${deviceId}/commands`, {
    command: 'unlock',
    ...(alarmId === undefined ? {} : { alarmId }),
  });

const outcome = (deviceId: string, id: string, state: DeviceCommandView['state']): Promise<DeviceCommandView> =>
  eventually(`the command to be ${state}`, async () => {
    const { items } = (await centre.operator.get<{ items: DeviceCommandView[] }>(`/api/devices/${deviceId}/commands`))
      .body;
    return items.find((one) => one.id === id && one.state === state);
  });

test('a lock opens for the alarm somebody has in hand, once, and the log tells who and why', async () => {
  const resident = await centre.resident();
  const sensor = await centre.device('fall-sensor', resident);
  const lock = await centre.device('e-lock', resident);
  const told = await hearCommands(lock, { ok: true });
  await sensor.send('fall-detected');
  const [alarm] = await centre.alarmsOf(sensor.id);
  expect((await unlock(lock.id)).body.code).toBe('opening-unexplained');
  expect((await unlock(lock.id, alarm?.id)).body.code).toBe('alarm-not-yours');
  expect(told).toEqual([]);

  await centre.operator.post(`/api/alarms/${alarm?.id}/answer`);
  const asked = await unlock(lock.id, alarm?.id);
  expect([asked.status, asked.body.state]).toEqual([201, 'waiting']);
  await outcome(lock.id, asked.body.id, 'done');
  expect(told.map(({ id, command }) => [id, command])).toEqual([[asked.body.id, 'unlock']]);
  const log = await centre.record<{ action: string; detail: Record<string, unknown> }>(
    `select action, detail from change_log where subject_id = $1 and action like 'command%' order by seq`,
    [lock.id],
  );
  expect(log).toMatchObject([
    { action: 'command', detail: { command: 'unlock', alarmId: alarm?.id } },
    { action: 'command-answered', detail: { command: 'unlock', ok: true } },
  ]);
});

test('a lock that jams says so in its own words, and a strange answer disturbs nothing', async () => {
  const resident = await centre.resident();
  const lock = await centre.device('e-lock', resident);
  await lock.client.publishAsync(deviceTopic(lock.id, 'command-result'), 'no json', { qos: 1 });
  await hearCommands(lock, { ok: false, reason: 'bolt blocked' });
  const until = new Date(Date.now() + 600_000).toISOString();
  const right = { holder: 'Nattpatrulje 1', until, visit: 'Tilsyn' };
  expect((await centre.operator.post(`/api/devices/${lock.id}/unlock-rights`, right)).status).toBe(201);
  const { id } = (await unlock(lock.id)).body;
  expect(await outcome(lock.id, id, 'failed')).toMatchObject({ reason: 'bolt blocked' });
});
