import type { WorkView } from '@varde/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import { eventually } from '../harness/eventually.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.tidy());

const worklist = async (query = ''): Promise<WorkView[]> =>
  (await centre.technician.get<{ items: WorkView[] }>(`/api/worklist?limit=500${query}`)).body.items;

/** The work about these devices, in the order of the list, as soon as there is so much. */
const workOf = (ids: readonly string[], count: number): Promise<WorkView[]> =>
  eventually('the work', async () => {
    const mine = (await worklist()).filter(({ device }) => ids.includes(device?.id ?? ''));
    return mine.length >= count ? mine : null;
  });

test('faults, batteries and visits are one list: what hangs on it for the resident first, taken by one', async () => {
  const resident = await centre.resident();
  const hub = await centre.device('social-alarm', resident);
  const door = await centre.device('door-sensor', resident);
  const meant = await centre.device('fall-sensor', null);
  await hub.send('device-fault', { channel: 'event' });
  await door.send('battery-low', { channel: 'event' });
  await centre.technician.post(`/api/devices/${meant.id}/assign`, {
    ...{ residentId: resident, appointmentAt: new Date(Date.now() + 86_400_000).toISOString() },
  });
  // Each also hangs there untested, as it was registered.
  const work = await workOf([hub.id, door.id, meant.id], 5);
  const consequences = work.map(({ consequence }) => consequence);
  expect(consequences).toEqual(consequences.toSorted((a, b) => b - a));
  expect(work[0]).toMatchObject({ kind: 'fault', consequence: 3, device: { id: hub.id } });
  const kinds = work.map(({ kind }) => kind).toSorted();
  expect(kinds).toEqual(['battery', 'fault', 'installation', 'test-missing', 'test-missing']);

  const { key, areaId } = work[0] as WorkView;
  const here = await worklist(`&area=${areaId}&kind=fault`);
  expect(here.map((one) => one.key)).toContain(key);
  expect(new Set(here.map((one) => `${one.areaId} ${one.kind}`))).toEqual(new Set([`${areaId} fault`]));

  const admin = await centre.person('admin');
  expect((await centre.technician.post(`/api/worklist/${key}/take`)).status).toBe(200);
  expect((await admin.post(`/api/worklist/${key}/take`)).body).toMatchObject({ code: 'work-taken' });
  await admin.post(`/api/worklist/${key}/comment`, { text: 'Ny strømforsyning ligger i bil 2' });
  const [taken] = (await worklist()).filter((one) => one.key === key);
  expect(taken).toMatchObject({
    taken: { by: {} },
    comment: { text: 'Ny strømforsyning ligger i bil 2', stale: false },
  });

  const [alarm] = await centre.alarmsOf(hub.id);
  const outcome = { cause: 'technical-fault', action: 'technician' };
  const closing = alarm?.queue === 'technician' ? centre.technician : centre.operator;
  await closing.post(`/api/alarms/${alarm?.id}/answer`);
  await closing.post(`/api/alarms/${alarm?.id}/close`, outcome);
  expect((await worklist()).filter((one) => one.key === key)).toEqual([]);
});
