import type { DeviceHealthView } from '@varde/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import { eventually } from '../harness/eventually.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.tidy());

test('how a device fares is seen: contact, battery and when it is empty, what it said, how often it cried wolf', async () => {
  const sensor = await centre.device('fall-sensor');
  await centre.technician.post(`/api/devices/${sensor.id}/service`, { battery: true });
  const at = () => new Date().toISOString();
  await sensor.sendRaw('status', JSON.stringify({ at: at(), battery: 64, rssi: -71, firmware: '9.9-scenario' }));
  await sensor.send('link-lost', { channel: 'event' });
  await sensor.send('fall-detected');
  const fall = await eventually('the fall', async () =>
    (await centre.alarmsOf(sensor.id)).find(({ kind }) => kind === 'fall-detected'),
  );
  await centre.operator.post(`/api/alarms/${fall.id}/answer`);
  await centre.operator.post(`/api/alarms/${fall.id}/contact`, { made: true });
  await centre.operator.post(`/api/alarms/${fall.id}/close`, { cause: 'false-alarm', action: 'talked' });

  const health = await eventually('all of it', async () => {
    const { body } = await centre.technician.get<DeviceHealthView>(`/api/devices/${sensor.id}/health`);
    return body.firmware !== undefined && body.technical.length > 0 && body.alarms.closed > 0 ? body : null;
  });
  expect(health).toMatchObject({
    ...{ lastContact: expect.any(String), rssi: -71, firmware: '9.9-scenario' },
    // So new that its like must tell when it will be empty.
    battery: { percent: 64, emptyAt: expect.any(String), from: 'profile' },
    technical: [{ kind: 'link-lost', count: 1 }],
    alarms: { closed: 1, falseAlarms: 1, falseAlarmRate: 1 },
  });
  type Group = { readonly group: string; readonly devices: number; readonly faults: number };
  const batch = await eventually('its batch', async () => {
    const { body } = await centre.technician.get<{ items: Group[] }>('/api/reports/devices?by=firmware');
    return body.items.find(({ group }) => group === 'fall-sensor 9.9-scenario');
  });
  expect(batch).toMatchObject({ devices: 1, faults: 1 });
});
