import { randomUUID } from 'node:crypto';
import type { AlarmDetailView, LeftHomeView, WorkView } from '@varde/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import { eventually } from '../harness/eventually.ts';
import { newResident, someAddress } from '../harness/household.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.tidy());

const outcomeOf = (messageId: string) =>
  eventually('the decision', async () => {
    const rows = await centre.record<{ outcome: string }>(
      'select outcome from event where message_id = $1 and outcome is not null',
      [messageId],
    );
    return rows[0]?.outcome ?? null;
  });

test('a resident dies: what followed them stops, a button and a fire still call, next of kin are left in peace, and everything is fetched', async () => {
  const { address } = await someAddress(centre);
  const familyName = `Død${randomUUID().slice(0, 8)}`;
  const olga = await newResident(centre, address, familyName);
  const caseWorker = await centre.person('case-worker');
  const grants = [{ function: 'door-watch', basis: { kind: 'consent', givenOn: '2026-01-10' } }];
  const decision = { number: randomUUID(), residentId: olga.id, validFrom: '2026-01-10', grants };
  expect((await caseWorker.post('/api/decisions', decision)).status).toBe(201);
  const kin = { name: 'Ane Prøve', relation: 'datter', phone: '+4700000001' };
  await caseWorker.put(`/api/residents/${olga.id}/next-of-kin`, { items: [kin] });
  const hub = await centre.device('social-alarm', olga.id);
  const door = await centre.device('door-sensor', olga.id);
  const dispenser = await centre.device('medication-dispenser', olga.id);

  await hub.send('alarm-button-pressed');
  const [alarm] = await centre.alarmsOf(hub.id);
  const close = () => caseWorker.post<LeftHomeView>(`/api/residents/${olga.id}/close`, { reason: 'death' });
  expect(await close()).toMatchObject({ status: 409, body: { code: 'alarm-open', current: { id: alarm?.id } } });
  await centre.operator.post(`/api/alarms/${alarm?.id}/answer`);
  await centre.operator.post(`/api/alarms/${alarm?.id}/close`, { cause: 'illness', action: 'emergency-services' });
  const closed = await close();
  expect(closed.body.collect.toSorted()).toEqual([hub.id, door.id, dispenser.id].toSorted());

  const dose = await dispenser.send('dose-not-taken', { channel: 'event' });
  expect(await outcomeOf(dose.id)).toBe('recorded');
  const opened = await door.send('door-opened', { channel: 'event' });
  expect((await door.receipt('rejected', opened.id)).reason).toBe('function-off');
  await hub.send('alarm-button-pressed');
  const [called] = await centre.alarmsOf(hub.id);
  const detail = await centre.operator.get<AlarmDetailView>(`/api/alarms/${called?.id}`);
  expect(detail.body.residentCards).toMatchObject([{ id: olga.id, nextOfKin: [], closed: { reason: 'death' } }]);
  expect(detail.body.home?.street).toBe(address.street);

  const list = (query: string) =>
    centre.operator.get<{ items: { id: string }[] }>(`/api/residents?name=${familyName}${query}`);
  expect((await list('')).body.items).toEqual([]);
  expect((await list('&closed=true')).body.items).toMatchObject([{ id: olga.id }]);
  const work = await centre.technician.get<{ items: WorkView[] }>('/api/worklist?kind=collection&limit=500');
  const fetched = work.body.items.map(({ device }) => device?.id);
  expect(fetched).toEqual(expect.arrayContaining([hub.id, door.id, dispenser.id]));
  const [kept] = await centre.record<{ count: number }>(
    'select count(*)::int as count from next_of_kin where resident_id = $1',
    [olga.id],
  );
  expect(kept?.count).toBe(1);
});

test('one of two dies: what they shared goes on for the other', async () => {
  const { address } = await someAddress(centre);
  const [olga, per] = [await newResident(centre, address), await newResident(centre, address)];
  const smoke = await centre.device('smoke-detector', per.id);
  await centre.record('update device set resident_id = null where id = $1', [smoke.id]);
  const caseWorker = await centre.person('case-worker');
  const closed = await caseWorker.post<LeftHomeView>(`/api/residents/${olga.id}/close`, { reason: 'death' });
  expect(closed.body).toMatchObject({ collect: [], stayed: [smoke.id] });
  await smoke.send('fire-alarm');
  const [alarm] = await centre.alarmsOf(smoke.id);
  expect(alarm).toMatchObject({ colour: 'red', residents: [{ id: per.id }] });
});
