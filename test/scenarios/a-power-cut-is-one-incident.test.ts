import { randomUUID } from 'node:crypto';
import { type AlarmView, deviceTopic, type IncidentDetailView, type IncidentView } from '@varde/contracts';
import { DEVICE_PROFILES } from '@varde/domain';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import { type Credential, connectDevice, type TestDevice } from '../harness/device.ts';
import { eventually } from '../harness/eventually.ts';
import { readStackState } from '../harness/stack.ts';

const AREA = '1103-madla-tjensvoll';
const MAINS = DEVICE_PROFILES.filter(({ mains }) => mains).map(({ id }) => id);

let centre: Centre;
let hub: TestDevice;
let deviceIds: string[];

beforeAll(async () => {
  centre = await openCentre();
  const rows = await centre.record<{ id: string }>(
    `select device.id from device join home on home.id = device.home_id
     where home.area_id = $1 and device.state = 'in-service' and device.profile = any($2) order by device.id`,
    [AREA, MAINS],
  );
  deviceIds = rows.map(({ id }) => id);
  const { body } = await centre.technician.post<{ credential: Credential }>('/api/gateways', { devices: deviceIds });
  const { mqtt } = await readStackState(inject('stack').dir);
  hub = await connectDevice(mqtt, deviceIds[0] ?? '', body.credential);
});
afterAll(async () => {
  await hub.disconnect();
  await centre.tidy();
});

/** All of them say it within a second. */
const allSay = async (kind: string, ids = deviceIds): Promise<void> => {
  const say = (id: string) => {
    const body = JSON.stringify({ id: randomUUID(), kind, at: new Date().toISOString() });
    return hub.client.publishAsync(deviceTopic(id, 'event'), body, { qos: 1 });
  };
  await Promise.all(ids.map(say));
};

const cut = (holds: (incident: IncidentView) => boolean, what: string): Promise<IncidentView> =>
  eventually(
    what,
    async () => {
      const { body } = await centre.technician.get<{ items: IncidentView[] }>('/api/incidents');
      return body.items.find((incident) => incident.area?.id === AREA && holds(incident));
    },
    20_000,
  );
const alarm = async (id: string): Promise<AlarmView> =>
  (await centre.operator.get<AlarmView>(`/api/alarms/${id}`)).body;
const list = async (queue: string): Promise<AlarmView[]> =>
  (await centre.technician.get<{ items: AlarmView[] }>(`/api/alarms?queue=${queue}&limit=500`)).body.items;

test('everything in an area loses its mains: one item, a call list, and a fire comes through as ever', async () => {
  expect(deviceIds.length).toBeGreaterThanOrEqual(20);
  const stream = await centre.stream();
  const detector = await centre.device('smoke-detector');
  await allSay('mains-lost');
  await detector.send('fire-alarm');
  await stream.waitFor('alarm', (one) => (one['device'] as { id?: string } | undefined)?.id === detector.id);

  const incident = await cut(({ members }) => members === deviceIds.length, 'an incident with every device');
  expect(incident).toMatchObject({ kind: 'power-cut', active: deviceIds.length });
  const technical = await list('technician');
  expect(technical.filter(({ kind }) => kind === 'mains-lost')).toEqual([]);
  expect(technical.filter(({ incident: of }) => of?.id === incident.id).map(({ id }) => id)).toEqual([
    incident.alarmId,
  ]);
  expect(await alarm(incident.alarmId)).toMatchObject({ kind: 'power-cut', place: expect.stringContaining('Madla') });

  const withCalls = await cut(({ callAlarmId }) => callAlarmId !== undefined, 'a call round');
  expect(await alarm(withCalls.callAlarmId ?? '')).toMatchObject({
    ...{ kind: 'power-cut-call-round', queue: 'operator', colour: 'yellow', state: 'queued' },
  });
  const { body: detail } = await centre.operator.get<IncidentDetailView>(`/api/incidents/${incident.id}`);
  expect(detail.callList.length).toBeGreaterThan(0);
  expect(detail.alarms).toHaveLength(deviceIds.length);
  const oxygen = detail.callList.map(({ reasons }) => reasons.includes('oxygen'));
  expect(oxygen).toEqual(oxygen.toSorted((a, b) => Number(b) - Number(a)));
});

test('the power comes back: both alarms are restored, and closing the incident closes its members', async () => {
  await allSay('mains-restored');
  const over = await cut(({ endedAt }) => endedAt !== undefined, 'the end of the power cut');
  expect(await alarm(over.alarmId)).toMatchObject({ condition: 'restored', state: 'queued' });
  const call = over.callAlarmId ?? '';
  expect(await alarm(call)).toMatchObject({ condition: 'restored' });

  const outcome = { cause: 'technical-fault', action: 'none' };
  expect(await centre.technician.post(`/api/alarms/${over.alarmId}/close`, outcome)).toMatchObject({ status: 200 });
  const closed = await eventually('the members closed with it', async () => {
    const { body } = await centre.technician.get<IncidentDetailView>(`/api/incidents/${over.id}`);
    return body.closedAt === undefined ? null : body;
  });
  expect(closed.alarms).toHaveLength(deviceIds.length);
  for (const member of closed.alarms) expect(member).toMatchObject({ state: 'closed', ...outcome });
  await centre.operator.post(`/api/alarms/${call}/answer`);
  expect(
    await centre.operator.post(`/api/alarms/${call}/close`, { cause: 'technical-fault', action: 'talked' }),
  ).toMatchObject({
    status: 200,
  });
});
