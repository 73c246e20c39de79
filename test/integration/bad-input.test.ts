import { randomUUID } from 'node:crypto';
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import { connectDevice, type TestDevice } from '../harness/device.ts';
import { eventually, pause } from '../harness/eventually.ts';
import { readStackState } from '../harness/stack.ts';

let centre: Centre;
let mqttUrl: string;
beforeAll(async () => {
  centre = await openCentre();
  mqttUrl = (await readStackState(inject('stack').dir)).mqtt;
});
afterAll(() => centre.tidy());

const message = (kind: string, fields: Record<string, unknown> = {}): string =>
  JSON.stringify({ id: randomUUID(), kind, at: new Date().toISOString(), ...fields });

const quarantineOf = (deviceId: string) =>
  centre.record<{ reason: string; size: number }>('select reason, size from quarantine where device_id = $1', [
    deviceId,
  ]);

/** The next good message of the same device works as if nothing had been. */
const stillWorks = async (device: TestDevice): Promise<void> => {
  const sent = await device.send('fall-detected');
  await device.receipt('stored', sent.id);
  await eventually('its alarm', async () => (await centre.alarmsOf(device.id)).find((a) => a.kind === 'fall-detected'));
};

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('on the event topic it is quarantined, counted and rejected', () => {
  const cases: [string, string | Buffer, string][] = [
    ['not JSON', 'varm kaffe', 'not-json'],
    ['an empty payload', '', 'not-json'],
    ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'not-utf8'],
    ['17 KiB', message('door-opened', { data: { text: 'x'.repeat(17 * 1024) } }), 'too-large'],
    ['an unknown kind', message('door-flew-away'), 'unknown-kind'],
    ['a kind from another profile', message('door-opened'), 'outside-profile'],
    ['a kind of the other lane that is no call for help', message('fire-restored'), 'wrong-lane'],
    ['a kind only the service raises', message('device-silent'), 'service-only-kind'],
    ['no id', JSON.stringify({ kind: 'battery-low', at: new Date().toISOString() }), 'out-of-shape'],
    ['a time that is none', message('battery-low', { at: 'yesterday' }), 'out-of-shape'],
    ['nesting 5 000 deep', nested(5_000), 'out-of-shape'],
    ['data of the wrong shape', message('position', { data: 'here' }), 'out-of-shape'],
    ['a NUL in data', message('position', { data: { text: 'a\u0000b' } }), 'out-of-shape'],
    ['101 in an array', `[${Array.from({ length: 101 }, () => '1').join(',')}]`, 'out-of-shape'],
    ['an empty array', '[]', 'out-of-shape'],
  ];
  test.each(cases)('%s', async (_name, payload, reason) => {
    const device = await centre.device('mobile-alarm');
    await device.sendRaw('event', payload);
    expect(await device.receipt('rejected')).toMatchObject({ reason });
    expect(await quarantineOf(device.id)).toEqual([{ reason, size: Buffer.byteLength(payload) }]);
    await stillWorks(device);
    expect((await centre.alarmsOf(device.id)).map((alarm) => alarm.kind)).toEqual(['fall-detected']);
  });
});

describe('a call for help is never refused for its form', () => {
  const unreadable: [string, string | Buffer][] = [
    ['not JSON', '{"kind": "fall-'],
    ['invalid UTF-8', Buffer.from([0xc3, 0x28])],
    ['17 KiB', message('fall-detected', { data: { text: 'x'.repeat(17 * 1024) } })],
    ['an unknown kind', message('choking-detected')],
    ['no id', JSON.stringify({ kind: 'fall-detected', at: new Date().toISOString() })],
    ['an array', `[${message('fall-detected')}]`],
    ['nesting 5 000 deep', nested(5_000)],
  ];
  test.each(unreadable)('%s on the alarm topic alarms as unreadable', async (_name, payload) => {
    const device = await centre.device('fall-sensor');
    await device.sendRaw('alarm', payload);
    await device.receipt('rejected');
    const [alarm] = await centre.alarmsOf(device.id);
    expect(alarm).toMatchObject({ kind: 'alarm-unreadable', colour: 'orange', queue: 'operator', events: 1 });
    expect(await quarantineOf(device.id)).toHaveLength(1);
    await device.sendRaw('alarm', 'noe annet uleselig');
    await eventually('counted 2', async () => (await centre.alarmsOf(device.id)).find((a) => a.events === 2));
    expect(await centre.alarmsOf(device.id)).toHaveLength(1);
    await stillWorks(device);
  });

  test('a red kind on the event topic alarms red', async () => {
    const device = await centre.device('fall-sensor');
    const sent = await device.send('fall-detected', { channel: 'event' });
    expect((await centre.alarmsOf(device.id))[0]).toMatchObject({ kind: 'fall-detected', colour: 'red' });
    await device.receipt('stored', sent.id);
  });

  test('a red kind outside its profile alarms red', async () => {
    const device = await centre.device('door-sensor');
    await device.send('fire-alarm');
    expect((await centre.alarmsOf(device.id))[0]).toMatchObject({ kind: 'fire-alarm', colour: 'red' });
  });

  test.each([['text'], [[1, 2]], [{ text: 'a\u0000b' }], [JSON.parse(nested(500))]])(
    'data of the wrong shape is dropped, the alarm kept: %j',
    async (data) => {
      const device = await centre.device('fall-sensor');
      await device.sendRaw('alarm', message('fall-detected', { data }));
      expect((await centre.alarmsOf(device.id))[0]).toMatchObject({ kind: 'fall-detected', colour: 'red' });
      const [event] = await centre.record('select data, marks from event where device_id = $1', [device.id]);
      expect(event).toEqual({ data: null, marks: ['data-dropped'] });
    },
  );

  test('what is routine alarms without such data, too', async () => {
    const device = await centre.device('fall-sensor');
    await device.sendRaw('event', message('battery-low', { data: 'low' }));
    expect((await centre.alarmsOf(device.id))[0]).toMatchObject({ kind: 'battery-low', colour: 'blue' });
  });

  test('a service-only kind on the alarm topic is rejected and raises nothing of that kind', async () => {
    const device = await centre.device('social-alarm');
    await device.sendRaw('alarm', message('voice-failed'));
    expect(await device.receipt('rejected')).toMatchObject({ reason: 'service-only-kind' });
    await stillWorksAfterPause(device);
  });

  const stillWorksAfterPause = async (device: TestDevice): Promise<void> => {
    await pause(500);
    await device.send('alarm-button-pressed');
    expect((await centre.alarmsOf(device.id)).map((alarm) => alarm.kind)).toEqual(['alarm-button-pressed']);
  };
});

describe('clocks', () => {
  test.each([
    ['a day ahead', 86_400_000, 'clock-ahead'],
    ['from ten years ago', -315_360_000_000, 'late'],
    ['from year 1', Date.parse('0001-01-01T00:00:00Z') - Date.now(), 'late'],
    ['in year 9999', Date.parse('9999-12-31T23:00:00Z') - Date.now(), 'clock-ahead'],
  ])('%s still alarms, and is marked', async (_name, offset, mark) => {
    const device = await centre.device('fall-sensor');
    await device.send('fall-detected', { at: new Date(Date.now() + offset).toISOString() });
    const [alarm] = await centre.alarmsOf(device.id);
    expect(alarm).toMatchObject({ colour: 'red', condition: 'active' });
    expect(alarm?.why.map((why) => why.code)).toContain(mark);
    expect(Date.parse(alarm?.answerBy ?? '')).toBeGreaterThan(Date.now() - 5_000);
  });
});

test('in an array each message is judged alone', async () => {
  const device = await centre.device('door-sensor');
  const good = { id: randomUUID(), kind: 'door-closed', at: new Date().toISOString() };
  const bad = { id: randomUUID(), kind: 'door-flew-away', at: new Date().toISOString() };
  await device.sendRaw('event', JSON.stringify([good, bad, 7]));
  await device.receipt('stored', good.id);
  await device.receipt('rejected', bad.id);
  await device.receipt('rejected', null);
  expect(await quarantineOf(device.id)).toHaveLength(2);
});

test('retained messages are ignored', async () => {
  const device = await centre.device('fall-sensor');
  await device.sendRaw('alarm', message('fall-detected'), true);
  const [alarm] = await centre.alarmsOf(device.id);
  expect(alarm?.events).toBe(1);
  await device.sendRaw('alarm', '', true);
});

test("somebody else's topic is refused by the broker, and a wrong password is no account", async () => {
  const victim = await centre.device('fall-sensor');
  const thief = await centre.device('fall-sensor');
  const loot: string[] = [];
  const granted = await thief.client.subscribeAsync(`varde/v1/${victim.id}/receipt`, { qos: 1 }).catch(() => []);
  thief.client.on('message', (topic) => loot.push(topic));
  await thief.client
    .publishAsync(`varde/v1/${victim.id}/alarm`, message('fall-detected'), { qos: 1 })
    .catch(() => undefined);
  await pause(800);
  expect(await centre.record('select 1 from event where device_id = $1', [victim.id])).toEqual([]);
  await victim.send('fall-detected');
  await victim.receipt('stored');
  expect(loot.filter((topic) => topic.includes(victim.id))).toEqual([]);
  expect(granted.every((grant) => grant.qos === 128)).toBe(true);

  const wrong = { username: victim.id, password: 'gjett' };
  await expect(connectOnce(mqttUrl, wrong)).rejects.toThrow();
  await expect(connectOnce(mqttUrl, { username: randomUUID(), password: 'gjett' })).rejects.toThrow();
});

const connectOnce = async (url: string, credential: { username: string; password: string }): Promise<void> => {
  const client = await mqtt.connectAsync(url, { ...credential, reconnectPeriod: 0, connectTimeout: 5_000 });
  await client.endAsync(true);
};

test('a revoked account is thrown out and stays out', async () => {
  const device = await centre.device('fall-sensor');
  const closed = new Promise((resolve) => device.client.once('close', () => resolve(true)));
  const { status } = await centre.technician.post(`/api/devices/${device.id}/retire`);
  expect(status).toBe(200);
  await Promise.race([closed, pause(2_000).then(() => Promise.reject(new Error('still connected after 2 s')))]);
  await device.disconnect();
  await expect(connectOnce(mqttUrl, device.credential)).rejects.toThrow();
});

test('a gateway account speaks for the devices it lists and no other', async () => {
  const listed = await centre.device('door-sensor');
  const other = await centre.device('door-sensor');
  const { status, body } = await centre.technician.post<{ credential: { username: string; password: string } }>(
    '/api/gateways',
    { devices: [listed.id] },
  );
  expect(status).toBe(201);
  const hub = await connectDevice(mqttUrl, listed.id, body.credential);
  const sent = await hub.send('door-closed', { channel: 'event' });
  await hub.receipt('stored', sent.id);
  await hub.client
    .publishAsync(`varde/v1/${other.id}/event`, message('door-closed'), { qos: 1 })
    .catch(() => undefined);
  await pause(800);
  expect(await centre.record('select 1 from event where device_id = $1', [other.id])).toEqual([]);
  await hub.disconnect();
});
