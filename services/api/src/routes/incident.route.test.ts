import { randomUUID } from 'node:crypto';
import { incidentDetailSchema, incidentSchema, listOf } from '@varde/contracts';
import { bindAlarm, foldAlarms, insertIncident } from '@varde/postgres';
import { insertMunicipality, TEST_MUNICIPALITY } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { raiseAlarm } from '../../testing/raise-alarm.ts';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let kari: TestUser;
const now = Date.now();

beforeAll(async () => {
  api = await startTestApi();
});
beforeEach(async () => {
  await api.database.clear();
  await insertMunicipality(api.database.db);
  kari = await api.user();
});
afterAll(() => api.close());

const mainsLost = () => raiseAlarm(api.database, { kind: 'mains-lost', colour: 'blue', queue: 'technician' });

/** A power cut of the area with these members, as the watch writes it. */
const powerCut = async (members: readonly string[]): Promise<{ id: string; alarmId: string }> => {
  const id = randomUUID();
  const alarm = await raiseAlarm(api.database, { kind: 'power-cut', colour: 'blue', queue: 'technician' });
  const place = { areaId: 'test-area', street: null, houseNumber: null };
  await api.database.db.transaction().execute(async (tx) => {
    const kind = 'power-cut';
    const times = { beganAt: now, endedAt: null };
    await insertIncident(tx, { id, municipalityId: TEST_MUNICIPALITY, kind, place, ...times, alarmId: alarm.id });
    await bindAlarm(tx, id, alarm.id);
    await foldAlarms(tx, id, members, now);
  });
  return { id, alarmId: alarm.id };
};

test('an incident tells whom to call, the most vulnerable first, and its members', async () => {
  const members = [await mainsLost(), await mainsLost()];
  await api.database.query(
    `update resident set hazards = '{oxygen}', phone = '+4799999999' where id = $1`,
    members[1]?.residentId,
  );
  const { id, alarmId } = await powerCut(members.map((member) => member.id));
  const { items } = listOf(incidentSchema).parse((await kari.get('/api/incidents')).json());
  expect(items).toMatchObject([
    { id, kind: 'power-cut', area: { id: 'test-area', name: 'Prøvebydel' }, alarmId, members: 2, active: 2 },
  ]);
  const detail = incidentDetailSchema.parse((await kari.get(`/api/incidents/${id}`)).json());
  expect(detail.alarms.map((alarm) => alarm.id).toSorted()).toEqual(members.map((member) => member.id).toSorted());
  expect(detail.callList[0]).toMatchObject({
    resident: { id: members[1]?.residentId },
    ...{ phone: '+4799999999', powerBack: false, contacted: false },
  });
  expect(detail.callList[0]?.reasons[0]).toBe('oxygen');
});

test('its members are folded under it in the technicians’ list, and found by who asks for them', async () => {
  const member = await mainsLost();
  const other = await mainsLost();
  const { id, alarmId } = await powerCut([member.id]);
  const tor = await api.user('technician');
  const list = async (query: string) =>
    ((await tor.get(`/api/alarms?${query}`)).json() as { items: { id: string; incident?: { id: string } }[] }).items;
  expect((await list('queue=technician')).map((alarm) => alarm.id).toSorted()).toEqual([other.id, alarmId].toSorted());
  expect(await list(`device=${member.deviceId}`)).toMatchObject([{ id: member.id, incident: { id } }]);
  await tor.post(`/api/alarms/${member.id}/answer`);
  expect((await list('queue=technician')).map((alarm) => alarm.id)).toContain(member.id);
});

test('who has spoken with the home has called', async () => {
  const member = await mainsLost();
  const { id } = await powerCut([member.id]);
  await api.database.query('update alarm set contact = true where id = $1', member.id);
  const detail = incidentDetailSchema.parse((await kari.get(`/api/incidents/${id}`)).json());
  expect(detail.callList).toMatchObject([{ contacted: true }]);
});

test('pages of incidents join; another municipality, and other roles, see none', async () => {
  const cut = await powerCut([]);
  await api.database.query('update incident set closed_at = now() where id = $1', cut.id);
  const again = await powerCut([]);
  await api.database.query('update incident set closed_at = now() where id = $1', again.id);
  type Page = { items: { id: string }[]; next?: string };
  const first = (await kari.get('/api/incidents?state=closed&limit=1')).json() as Page;
  const second = (await kari.get(`/api/incidents?state=closed&limit=1&cursor=${first.next}`)).json() as Page;
  expect([first, second].flatMap(({ items }) => items.map(({ id }) => id)).toSorted()).toEqual(
    [cut.id, again.id].toSorted(),
  );
  expect(second.next).toBeUndefined();
  expect((await kari.get('/api/incidents')).json()).toEqual({ items: [] });
  expect((await kari.get(`/api/incidents/${randomUUID()}`)).statusCode).toBe(404);
  const caseWorker = await api.user('case-worker');
  expect((await caseWorker.get('/api/incidents')).statusCode).toBe(403);
});
