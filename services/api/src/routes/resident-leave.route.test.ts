import { randomUUID } from 'node:crypto';
import {
  deviceSchema,
  type LeftHomeView,
  leftHomeSchema,
  listOf,
  residentDetailSchema,
  residentSchema,
  unlockRightSchema,
  workSchema,
} from '@varde/contracts';
import { insertDevice, insertHome, type TestHome } from '@varde/postgres/testing';
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

beforeAll(async () => {
  api = await startTestApi();
  tore = await api.user('technician');
  siri = await api.user('case-worker');
  kari = await api.user('operator');
});
beforeEach(async () => {
  home = await insertHome(api.database.db, 2);
  next = await insertHome(api.database.db, 0);
  [olga = '', per = ''] = home.residentIds;
});
afterAll(() => api.close());

const own = (profile: string) => insertDevice(api.database.db, { profile, homeId: home.id, residentId: olga });
const shared = (profile: string) => insertDevice(api.database.db, { profile, homeId: home.id });
const aloneAtHome = () => api.database.query('update resident set home_id = $2 where id = $1', per, next.id);
const device = async (id: string) => deviceSchema.parse((await tore.get(`/api/devices/${id}`)).json());
const leave = async (answer: { statusCode: number; json(): unknown }): Promise<LeftHomeView> => {
  expect([answer.statusCode, (answer.json() as { code?: string }).code]).toEqual([200, undefined]);
  return leftHomeSchema.parse(answer.json());
};
const move = (body: object, user = tore) => user.post(`/api/residents/${olga}/move`, { homeId: next.id, ...body });
const close = (body: object = {}) => siri.post(`/api/residents/${olga}/close`, { reason: 'death', ...body });
const actions = async (id: string) =>
  (
    await api.database.query<{ action: string }>('select action from change_log where subject_id = $1 order by seq', id)
  ).map(({ action }) => action);
const collections = async (): Promise<(string | undefined)[]> =>
  listOf(workSchema)
    .parse((await tore.get('/api/worklist?kind=collection')).json())
    .items.map((work) => work.device?.id);
const decide = async (residentId: string, name: string): Promise<void> => {
  const grants = [{ function: name, basis: { kind: 'consent', givenOn: '2026-01-10' } }];
  const body = { number: randomUUID().slice(0, 13), residentId, validFrom: '2026-01-10', grants };
  expect((await siri.post('/api/decisions', body)).statusCode).toBe(201);
};
const phoneIn = (residentId: string) => kari.post('/api/alarms', { residentId });

test('a resident moves with the devices that are named, which are tested anew; the rest is fetched or stays', async () => {
  const [hub, bed, smoke] = [await own('social-alarm'), await own('bed-sensor'), await shared('smoke-detector')];
  const left = await leave(await move({ devices: [hub] }));
  expect(left).toMatchObject({ resident: { homeId: next.id }, along: [hub], collect: [bed], stayed: [smoke] });
  expect(await device(hub)).toMatchObject({ state: 'installed', residentId: olga });
  expect(await device(hub)).not.toHaveProperty('testedAt');
  const fetched = await device(bed);
  expect(fetched.collectSince).toBeDefined();
  expect(fetched).not.toHaveProperty('residentId');
  expect(await collections()).toContain(bed);
  expect([await actions(hub), await actions(bed), await actions(smoke)]).toEqual([['moved'], ['left-behind'], []]);
  expect(await actions(olga)).toEqual(['moved']);
  expect(await leave(await move({}))).toMatchObject({ along: [], collect: [], stayed: [] });
  expect(await actions(olga)).toEqual(['moved']);
});

test('to an address: the home that is there, or a new one', async () => {
  const address = { areaId: 'test-area', street: 'Nyveien', houseNumber: '3', postalCode: '4010', city: 'Stavanger' };
  const { resident } = await leave(await move({ homeId: undefined, address }));
  expect(resident.home).toMatchObject({ street: 'Nyveien', houseNumber: '3' });
  const body = { address, reason: undefined };
  const other = await leave(await tore.post(`/api/residents/${per}/move`, body));
  expect(other.resident.homeId).toBe(resident.homeId);
});

test('what is another’s, elsewhere or shared does not come along unsaid; a case worker takes nothing along', async () => {
  const smoke = await shared('smoke-detector');
  const pers = await insertDevice(api.database.db, { profile: 'bed-sensor', homeId: home.id, residentId: per });
  const elsewhere = await insertDevice(api.database.db, { profile: 'bed-sensor', homeId: next.id });
  const refused = async (body: object) => (await move(body)).json();
  expect(await refused({ devices: [pers] })).toMatchObject({ status: 409, code: 'device-of-others' });
  expect(await refused({ devices: [elsewhere] })).toMatchObject({ code: 'device-elsewhere' });
  expect(await refused({ devices: [smoke] })).toMatchObject({
    ...{ code: 'device-shared', current: { id: olga }, faults: [{ path: `devices/${smoke}` }] },
  });
  expect((await move({ devices: [smoke] }, siri)).statusCode).toBe(403);
  expect(await refused({ version: 7 })).toMatchObject({ code: 'resident-changed', current: { version: 1 } });
  expect(await leave(await move({ devices: [smoke], shared: true }))).toMatchObject({ along: [smoke] });
});

test('what followed whoever has moved stops for those who live on there, and their own goes on', async () => {
  await decide(olga, 'door-watch');
  const door = await shared('door-sensor');
  expect(await leave(await move({}))).toMatchObject({ collect: [door] });
  expect((await device(door)).functions).toMatchObject([{ name: 'door-watch', on: false }]);
});

test('rights to open end with the last who lives there', async () => {
  const box = await shared('key-box');
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const grant = () =>
    kari.post(`/api/devices/${box}/unlock-rights`, { holder: 'Nattpatruljen', until, visit: 'Stell' });
  const rights = async () =>
    listOf(unlockRightSchema).parse((await tore.get(`/api/devices/${box}/unlock-rights`)).json()).items;
  await grant();
  await leave(await move({}));
  expect((await rights())[0]?.revokedAt).toBeUndefined();
  await leave(await tore.post(`/api/residents/${per}/move`, { homeId: next.id }));
  expect((await rights())[0]?.revokedAt).toBeDefined();
});

test('a resident who dies is closed: decisions, absences and rights end, next of kin are not rung, nothing is deleted', async () => {
  await aloneAtHome();
  await decide(olga, 'door-watch');
  const [hub, door, bed] = [await own('social-alarm'), await own('door-sensor'), await shared('bed-sensor')];
  const waiting = await insertDevice(api.database.db, { profile: 'fall-sensor', state: 'in-stock' });
  await tore.post(`/api/devices/${waiting}/assign`, { residentId: olga });
  const kin = { name: 'Ane', relation: 'datter', phone: '+4700000001' };
  await siri.send({ method: 'PUT', url: `/api/residents/${olga}/next-of-kin`, payload: { items: [kin] } });
  await kari.post(`/api/residents/${olga}/absences`);

  const left = await leave(await close({ at: new Date(Date.now() - 60_000).toISOString() }));
  expect(left.resident).toMatchObject({ id: olga, closed: { reason: 'death' }, nextOfKin: [] });
  expect(left.collect.toSorted()).toEqual([hub, door, bed].toSorted());
  const on = async (id: string) => (await device(id)).functions.filter((one) => one.on).map(({ name }) => name);
  expect([await on(hub), await on(door), await on(bed)]).toEqual([['button'], [], ['bed-watch']]);
  expect(await device(waiting)).not.toHaveProperty('assignedTo');
  expect((await siri.get(`/api/decisions?resident=${olga}`)).json().items).toMatchObject([
    { ended: { reason: 'death' } },
  ]);
  expect((await siri.get(`/api/residents/${olga}/absences`)).json().items[0].endedAt).toBeDefined();
  const kept = await api.database.query('select name from next_of_kin where resident_id = $1', olga);
  expect(kept).toEqual([{ name: 'Ane' }]);
  expect(await collections()).toEqual(expect.arrayContaining([hub, door, bed]));

  expect(await leave(await close({ reason: 'ended' }))).toMatchObject({ collect: [], resident: left.resident });
  expect((await actions(olga)).filter((action) => action === 'closed')).toHaveLength(1);
});

test('lists leave out who is closed unless they are asked for, and nothing new is written about them', async () => {
  await api.database.query(`update resident set family_name = 'Lukket' where id = $1`, olga);
  await leave(await close({ reason: 'moved-away' }));
  const found = async (query: string) =>
    listOf(residentSchema).parse((await kari.get(`/api/residents?name=lukket${query}`)).json()).items;
  expect(await found('')).toEqual([]);
  expect(await found('&closed=true')).toMatchObject([{ id: olga, closed: { reason: 'moved-away' } }]);
  expect(residentDetailSchema.parse((await kari.get(`/api/residents/${olga}`)).json()).closed).toBeDefined();
  const spare = await insertDevice(api.database.db, { profile: 'fall-sensor', state: 'in-stock' });
  const refusals = await Promise.all([
    siri.send({ method: 'PATCH', url: `/api/residents/${olga}`, payload: { needs: [] } }),
    move({}),
    kari.post(`/api/residents/${olga}/absences`),
    tore.post(`/api/devices/${spare}/assign`, { residentId: olga }),
    tore.post('/api/devices', { profile: 'fall-sensor', serial: randomUUID(), residentId: olga }),
    tore.post('/api/keys', { residentId: olga, label: randomUUID().slice(0, 8), holder: 'x' }),
  ]);
  expect(refusals.map((answer) => answer.json().code)).toEqual(refusals.map(() => 'resident-closed'));
  expect((await phoneIn(olga)).statusCode).toBe(201);
});

test('who is spoken for in an open alarm is not closed, nor before it has happened', async () => {
  const smoke = await shared('smoke-detector');
  const { id } = (await phoneIn(olga)).json();
  expect((await close()).json()).toMatchObject({
    ...{ status: 409, code: 'alarm-open', current: { id }, faults: [{ path: `alarms/${id}` }] },
  });
  await kari.post(`/api/alarms/${id}/answer`);
  await kari.post(`/api/alarms/${id}/close`, { cause: 'illness', action: 'talked' });
  expect((await close({ at: new Date(Date.now() + 60_000).toISOString() })).json().code).toBe('closes-in-the-future');
  expect(await leave(await close())).toMatchObject({ collect: [], stayed: [smoke] });
  expect((await tore.post(`/api/residents/${per}/close`, { reason: 'death' })).statusCode).toBe(403);
});

test.each([true, false])(
  'closed while a device is being installed, meant for them before: %s, it is fetched all the same',
  async (meant) => {
    const sensor = await insertDevice(api.database.db, { profile: 'lent-aid', state: 'in-stock' });
    if (meant) await tore.post(`/api/devices/${sensor}/assign`, { residentId: olga });
    await tore.post(`/api/devices/${sensor}/prepare`);
    const body = { residentId: olga, place: 'Bad', checks: ['resident-trained'] };
    const [installed, closed] = await Promise.all([tore.post(`/api/devices/${sensor}/install`, body), close()]);
    if (closed.json().code === 'household-changed') await leave(await close());
    const isThere = installed.statusCode === 200;
    const after = await device(sensor);
    expect([after.state, after.collectSince !== undefined]).toEqual([isThere ? 'installed' : 'prepared', isThere]);
    expect(residentDetailSchema.parse((await kari.get(`/api/residents/${olga}`)).json()).closed).toBeDefined();
  },
);
