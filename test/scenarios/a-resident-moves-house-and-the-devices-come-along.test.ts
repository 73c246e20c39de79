import type { AlarmDetailView, DeviceView, HomeView, LeftHomeView, WorkView } from '@varde/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import { newResident, someAddress } from '../harness/household.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.tidy());

const streetOf = async (alarmId: string | undefined): Promise<string | undefined> =>
  (await centre.operator.get<AlarmDetailView>(`/api/alarms/${alarmId}`)).body.home?.street;
const work = async (kind: string): Promise<(string | undefined)[]> => {
  const { body } = await centre.technician.get<{ items: WorkView[] }>(`/api/worklist?kind=${kind}&limit=500`);
  return body.items.map(({ device }) => device?.id);
};

test('a resident moves house once the alarm is closed: what is named comes along and is tested anew, what is left behind is fetched, and what calls next calls from the new home', async () => {
  const [old, next] = [await someAddress(centre), await someAddress(centre)];
  const olga = await newResident(centre, old.address);
  const hub = await centre.device('social-alarm', olga.id);
  const bed = await centre.device('bed-sensor', olga.id);
  await hub.send('alarm-button-pressed');
  const [before] = await centre.alarmsOf(hub.id);

  const body = { address: next.address, devices: [hub.id] };
  const move = () => centre.technician.post<LeftHomeView>(`/api/residents/${olga.id}/move`, body);
  expect(await move()).toMatchObject({ status: 409, body: { code: 'alarm-open', current: { id: before?.id } } });
  await centre.operator.post(`/api/alarms/${before?.id}/answer`);
  await centre.operator.post(`/api/alarms/${before?.id}/close`, { cause: 'test', action: 'none' });
  const moved = await move();
  expect(moved.body).toMatchObject({ along: [hub.id], collect: [bed.id] });
  expect(moved.body.resident.home?.street).toBe(next.address.street);
  expect(await streetOf(before?.id)).toBe(old.address.street);
  expect((await centre.technician.get<DeviceView>(`/api/devices/${hub.id}`)).body).toMatchObject({
    ...{ state: 'installed', residentId: olga.id },
  });
  expect(await work('test-missing')).toContain(hub.id);
  expect(await work('collection')).toContain(bed.id);

  await hub.send('alarm-button-pressed');
  const [after] = await centre.alarmsOf(hub.id);
  expect(after?.id).not.toBe(before?.id);
  expect(await streetOf(after?.id)).toBe(next.address.street);
  const home = await centre.operator.get<HomeView>(`/api/homes/${moved.body.resident.homeId}`);
  expect(home.body).toMatchObject({ residents: [{ id: olga.id }], devices: [{ id: hub.id, residentId: olga.id }] });
});

test('who moves in with somebody is one of the household', async () => {
  const place = await someAddress(centre);
  const olga = await newResident(centre, place.address);
  const per = await newResident(centre, (await someAddress(centre)).address);
  const moved = await centre.technician.post<LeftHomeView>(`/api/residents/${per.id}/move`, { homeId: olga.homeId });
  expect(moved.body.resident.homeId).toBe(olga.homeId);
  const home = await centre.operator.get<HomeView>(`/api/homes/${olga.homeId}`);
  expect(home.body.residents.map(({ id }) => id).toSorted()).toEqual([olga.id, per.id].toSorted());
});
