import { randomUUID } from 'node:crypto';
import type { AlarmView, DeviceView } from '@varde/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import { eventually } from '../harness/eventually.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.tidy());

const take = async (id: string, step: string, body: object = {}): Promise<DeviceView> => {
  const answer = await centre.technician.post<DeviceView>(`/api/devices/${id}/${step}`, body);
  expect([step, answer.status]).toEqual([step, 200]);
  return answer.body;
};

const CHECKS = ['range-bathroom', 'range-bed', 'resident-trained'];

test('a fall sensor is assigned, prepared, installed, tested with the centre, in service, swapped and returned', async () => {
  const resident = await centre.resident();
  const sensor = await centre.device('fall-sensor', null);
  expect(await take(sensor.id, 'assign', { residentId: resident })).toMatchObject({ assignedTo: resident });
  await take(sensor.id, 'prepare', { location: 'Bil 2' });
  expect(await take(sensor.id, 'install', { place: 'Bad', checks: CHECKS })).toMatchObject({ state: 'installed' });
  expect((await centre.technician.post(`/api/devices/${sensor.id}/pass-test`)).body).toMatchObject({
    code: 'not-tested',
  });

  await take(sensor.id, 'test', { call: true });
  await sensor.send('fall-detected', { test: true });
  const alarms = await centre.alarmsOf(sensor.id, 2);
  const [tested, call] = ['technician', 'operator'].map((queue) => alarms.find((alarm) => alarm.queue === queue));
  await centre.technician.post(`/api/alarms/${tested?.id}/answer`);
  await sensor.receipt('answered');
  expect((await centre.technician.post(`/api/devices/${sensor.id}/pass-test`)).body).toMatchObject({
    code: 'not-tested',
  });
  await centre.operator.post(`/api/alarms/${call?.id}/answer`);
  expect(await take(sensor.id, 'pass-test')).toMatchObject({ state: 'in-service', residentId: resident });
  await sensor.receipt('closed');
  await centre.operator.post(`/api/alarms/${call?.id}/close`, { cause: 'test', action: 'none' });

  await sensor.send('fall-detected');
  const real = await eventually('the real fall', async () => {
    const open = (await centre.operator.get<{ items: AlarmView[] }>(`/api/alarms?device=${sensor.id}`)).body.items;
    return open.find(({ queue }) => queue === 'operator');
  });
  expect(real).toMatchObject({ colour: 'red', residents: [{ id: resident }] });

  const next = await centre.device('fall-sensor', null);
  await take(next.id, 'prepare');
  expect(await take(sensor.id, 'swap', { with: next.id })).toMatchObject({
    ...{ id: next.id, state: 'installed', residentId: resident, place: 'Bad', replaces: sensor.id },
  });
  const timeline = await centre.record<{ action: string }>(
    'select action from change_log where subject_id = $1 order by seq',
    [sensor.id],
  );
  expect(timeline.map(({ action }) => action)).toEqual([
    ...['registered', 'assign', 'prepare', 'install', 'test-mode', 'pass-test', 'swapped'],
  ]);
});

test('a device that has come back is off the broker within two seconds', async () => {
  const sensor = await centre.device('fall-sensor');
  const closed = new Promise<number>((resolve) => {
    const begun = performance.now();
    sensor.client.once('close', () => resolve(performance.now() - begun));
  });
  await take(sensor.id, 'return', { reason: 'Flyttet' });
  expect(await closed).toBeLessThan(2_000);
  await sensor.client.endAsync(true);
});

test('a decision that is withdrawn stops what it granted, and the device is to be fetched', async () => {
  const resident = await centre.resident();
  const caseWorker = await centre.person('case-worker');
  const today = new Date().toISOString().slice(0, 10);
  const number = `2026/${randomUUID().slice(0, 8)}`;
  const grants = [{ function: 'door-watch', basis: { kind: 'consent', givenOn: '2026-01-10' } }];
  const decision = await caseWorker.post<{ id: string }>('/api/decisions', {
    ...{ number, residentId: resident, validFrom: '2026-01-10', grants, orders: ['door-sensor'] },
  });
  expect(decision.status).toBe(201);

  const sensor = await centre.device('door-sensor', null);
  await take(sensor.id, 'prepare');
  await take(sensor.id, 'install', { residentId: resident, place: 'Ytterdør', checks: ['opens-and-closes'] });
  const ended = await caseWorker.post(`/api/decisions/${decision.body.id}/end`, { reason: 'withdrawn' });
  expect(ended.body).toMatchObject({
    ended: { reason: 'withdrawn', on: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
  });
  expect(today <= String((ended.body['ended'] as { on: string }).on)).toBe(true);
  const device = await eventually('the stop', async () => {
    const { body } = await centre.technician.get<DeviceView>(`/api/devices/${sensor.id}`);
    return body.collectSince === undefined ? null : body;
  });
  expect(device.functions).toEqual([{ name: 'door-watch', label: 'Dørvakt', on: false }]);
});
