import { randomUUID } from 'node:crypto';
import { type Alarm, newAlarm } from '@varde/domain';
import { insertAlarm, lockDevice, lockResident, type Tx, waitBriefly } from '@varde/postgres';
import { insertDevice, insertHome, TEST_MUNICIPALITY, type TestHome } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let tore: TestUser;
let siri: TestUser;
let kari: TestUser;
let home: TestHome;
let next: TestHome;
let olga: string;
let per: string;
let ane: string;

beforeAll(async () => {
  api = await startTestApi();
  tore = await api.user('technician');
  siri = await api.user('case-worker');
  kari = await api.user('operator');
});
beforeEach(async () => {
  home = await insertHome(api.database.db, 2);
  next = await insertHome(api.database.db, 1);
  [olga = '', per = ''] = home.residentIds;
  [ane = ''] = next.residentIds;
});
afterAll(() => api.close());

const own = (profile: string) => insertDevice(api.database.db, { profile, homeId: home.id, residentId: olga });
const shared = (profile: string) => insertDevice(api.database.db, { profile, homeId: home.id });
const move = (body: object) => tore.post(`/api/residents/${olga}/move`, { homeId: next.id, ...body });
const close = () => siri.post(`/api/residents/${olga}/close`, { reason: 'death' });

const raise = async (
  deviceId: string,
  queue: Alarm['queue'],
  kind: string,
  residentIds: readonly string[],
): Promise<string> => {
  const id = randomUUID();
  const receivedAt = Date.now();
  const extent = { maxSeq: null, maxAt: receivedAt, maxAtWithoutSeq: receivedAt };
  const alarm = newAlarm({
    ...{ queue, colour: queue === 'operator' ? 'orange' : 'blue', condition: 'active', kind, test: false, receivedAt },
    ...{ answerBy: receivedAt + 60_000, messageIds: [], events: 1, raised: extent, matchValue: null, why: [] },
  });
  const context = { municipalityId: TEST_MUNICIPALITY, deviceId, residentIds, homeId: home.id, place: null };
  const change = { action: 'raised', actorId: null, detail: {} };
  await insertAlarm(api.database.db, id, alarm, context, change, receivedAt);
  return id;
};
const where = async (alarmId: string) =>
  (
    await api.database.query<object>(
      `select home_id, resident_ids, version, (
         select json_agg(action order by seq) from change_log where subject_id = alarm.id) as actions
       from alarm where id = $1`,
      alarmId,
    )
  )[0];
const HOLDS = { device: lockDevice, resident: lockResident };
/** As somebody else's transaction does; throws where another keeps it. */
const hold = async (tx: Tx, what: keyof typeof HOLDS, id: string): Promise<void> => {
  await waitBriefly(tx);
  await HOLDS[what](tx, TEST_MUNICIPALITY, id);
};
const waiting = async (): Promise<number> =>
  (await api.database.query<{ count: number }>('select count(*)::int as count from pg_locks where not granted'))[0]
    ?.count ?? 0;
const code = (answer: { json(): unknown }) => (answer.json() as { code?: string }).code;

test('nobody moves from an alarm that the operators have, about them or on what comes along', async () => {
  const [hub, smoke] = [await own('social-alarm'), await shared('smoke-detector')];
  const called = (await kari.post('/api/alarms', { residentId: olga })).json().id;
  expect((await move({ devices: [hub] })).json()).toMatchObject({
    ...{ status: 409, code: 'alarm-open', current: { id: called }, faults: [{ path: `alarms/${called}` }] },
  });
  await kari.post(`/api/alarms/${called}/answer`);
  await kari.post(`/api/alarms/${called}/close`, { cause: 'illness', action: 'talked' });
  const fire = await raise(smoke, 'operator', 'fire-alarm', [per]);
  const refused = await move({ devices: [smoke], shared: true });
  expect(refused.json()).toMatchObject({ code: 'alarm-open', current: { id: fire } });
  expect((await move({ devices: [hub] })).statusCode).toBe(200);
  expect(await where(fire)).toMatchObject({ home_id: home.id, version: 1 });
});

test('the technicians’ alarms go along with the device, and tell whom it is about from then on', async () => {
  const [hub, smoke, bed] = [await own('social-alarm'), await shared('smoke-detector'), await own('bed-sensor')];
  const battery = await raise(hub, 'technician', 'battery-low', [olga]);
  const fault = await raise(smoke, 'technician', 'device-fault', [olga, per]);
  const behind = await raise(bed, 'technician', 'battery-low', [olga]);
  expect((await move({ devices: [hub, smoke], shared: true })).statusCode).toBe(200);
  const actions = ['raised', 'device-moved'];
  expect(await where(battery)).toEqual({ home_id: next.id, resident_ids: [olga], version: 2, actions });
  const both = [olga, ane].toSorted();
  expect(await where(fault)).toEqual({ home_id: next.id, resident_ids: both, version: 2, actions });
  expect(await where(behind)).toEqual({ home_id: home.id, resident_ids: [per], version: 2, actions });
});

test('what one of two leaves when they are closed is about who lives on there', async () => {
  const bed = await own('bed-sensor');
  const battery = await raise(bed, 'technician', 'battery-low', [olga]);
  expect((await close()).json()).toMatchObject({ collect: [bed] });
  const [device] = await api.database.query('select resident_id, home_id from device where id = $1', bed);
  expect(device).toEqual({ resident_id: null, home_id: home.id });
  expect(await where(battery)).toMatchObject({ home_id: home.id, resident_ids: [per] });
});

test('while somebody else holds the resident a move, a close and an absence give up soon, and say so', async () => {
  await own('social-alarm');
  await api.database.db.transaction().execute(async (tx) => {
    await hold(tx, 'resident', olga);
    const answers = await Promise.all([close(), kari.post(`/api/residents/${olga}/absences`)]);
    for (const answer of [...answers, await move({})]) {
      expect(answer.json()).toMatchObject({ status: 409, code: 'household-busy', current: { id: olga } });
    }
  });
  expect((await close()).statusCode).toBe(200);
});

test('an absence takes the devices before the resident, as a move does: neither waits for the other', async () => {
  const bed = await own('bed-sensor');
  const { absent } = await api.database.db.transaction().execute(async (tx) => {
    await hold(tx, 'device', bed);
    const asked = Promise.all([kari.post(`/api/residents/${olga}/absences`)]);
    await expect.poll(waiting, { interval: 10 }).toBeGreaterThan(0);
    await hold(tx, 'resident', olga);
    return { absent: asked };
  });
  expect([undefined, 'household-busy']).toContain((await absent).map(code)[0]);
});

test('what another municipality has is not held for whoever asks', async () => {
  const hub = await own('social-alarm');
  const stranger = await api.user('case-worker', { municipality: '1108' });
  await api.database.query(
    `insert into municipality select '1108', 'Sandnes', answer_targets from municipality on conflict do nothing`,
  );
  await api.database.db.transaction().execute(async (tx) => {
    await hold(tx, 'device', hub);
    for (const [what, reason] of [
      ['close', 'ended'],
      ['absences', 'hospital'],
    ] as const) {
      const answer = await stranger.post(`/api/residents/${olga}/${what}`, { reason });
      expect([what, code(answer)]).toEqual([what, 'resident-unknown']);
    }
  });
});

test('somebody is closed at a time that can be', async () => {
  for (const at of ['0000-01-01T00:00:00Z', '1849-12-31T12:00:00Z', '9999-12-31T23:59:59-12:00']) {
    const answer = await siri.post(`/api/residents/${olga}/close`, { reason: 'death', at });
    expect([at, code(answer)]).toEqual([at, 'request-invalid']);
  }
});
