import { randomUUID } from 'node:crypto';
import { listOf, type WorkView, workSchema } from '@varde/contracts';
import { minutes } from '@varde/domain';
import { insertDevice, insertHome, type TestHome } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { raiseAlarm } from '../../testing/raise-alarm.ts';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let tore: TestUser;
let anne: TestUser;
let home: TestHome;

beforeAll(async () => {
  api = await startTestApi();
  tore = await api.user('technician', { name: 'Tore' });
  anne = await api.user('technician', { name: 'Anne' });
});
beforeEach(async () => {
  await api.database.query('delete from work_note');
  await api.database.query("update alarm set state = 'closed'");
  await api.database.query('delete from device_status');
  await api.database.query('delete from device where not exists (select from alarm where device_id = device.id)');
  home = await insertHome(api.database.db);
});
afterAll(() => api.close());

const list = async (query = ''): Promise<WorkView[]> =>
  listOf(workSchema).parse((await tore.get(`/api/worklist${query}`)).json()).items;
const device = async (profile: string, set: string): Promise<string> => {
  const id = await insertDevice(api.database.db, { profile, homeId: home.id, residentId: home.residentIds[0] ?? '' });
  await api.database.query('update device set tested_at = now() where id = $1', id);
  await api.database.query(`update device set ${set} where id = $1`, id);
  return id;
};
const about = (work: readonly WorkView[]): string[] => work.map(({ kind, device: of }) => `${kind} ${of?.profile}`);

test('what a life hangs on stands first, what can wait last; what is in order is not there', async () => {
  await device('camera', `collect_since = now() - interval '9 days'`);
  await device('door-sensor', 'tested_at = null');
  await device('smoke-detector', `serviced_at = now() - interval '2 years'`);
  await device('fall-sensor', `serviced_at = now()`);
  const silent = await raiseAlarm(api.database, { kind: 'device-silent', colour: 'orange' });
  const work = await list();
  expect(about(work.filter(({ device: of }) => of?.id !== silent.deviceId))).toEqual([
    ...['service-due smoke-detector', 'collection camera', 'test-missing door-sensor'],
  ]);
  expect(work[0]).toMatchObject({ kind: 'silent', consequence: 3, alarm: { kind: 'device-silent' } });
  expect((await list('?kind=collection')).map(({ kind }) => kind)).toEqual(['collection']);
  expect(await list('?area=nowhere')).toEqual([]);
});

test('one takes it, another is told who has it, and it is given up again', async () => {
  const id = await device('camera', 'collect_since = now()');
  const path = `/api/worklist/device:${id}:collection`;
  expect((await tore.post(`${path}/take`)).statusCode).toBe(200);
  expect((await anne.post(`${path}/take`)).json()).toMatchObject({
    ...{ status: 409, code: 'work-taken', current: { taken: { by: { name: 'Tore' } } } },
  });
  expect((await list('?kind=collection'))[0]?.taken?.by.name).toBe('Tore');
  expect((await tore.post(`${path}/release`)).statusCode).toBe(200);
  expect((await anne.post(`${path}/take`)).statusCode).toBe(200);
});

test('a comment stands beside it, and fades after days', async () => {
  const id = await device('camera', 'collect_since = now()');
  const path = `/api/worklist/device:${id}:collection`;
  await anne.post(`${path}/comment`, { text: 'Nøkkel hos naboen' });
  expect((await list('?kind=collection'))[0]?.comment).toMatchObject({ text: 'Nøkkel hos naboen', stale: false });
  api.clock.ahead = minutes(4 * 24 * 60);
  const later = await api.user('technician', { name: 'Siri' });
  const { items } = listOf(workSchema).parse((await later.get('/api/worklist?kind=collection')).json());
  api.clock.ahead = 0;
  expect(items[0]?.comment?.stale).toBe(true);
});

test('nothing of the kind, and nobody who has no business there', async () => {
  expect((await tore.post('/api/worklist/pony:1/take')).statusCode).toBe(400);
  expect((await tore.post(`/api/worklist/alarm:${randomUUID()}/comment`, { text: '' })).statusCode).toBe(400);
  const responder = await api.user('responder');
  expect((await responder.get('/api/worklist')).statusCode).toBe(403);
});
