import { randomUUID } from 'node:crypto';
import { keySchema, listOf, openingSchema, unlockRightSchema } from '@varde/contracts';
import { minutes } from '@varde/domain';
import { storeEvents } from '@varde/postgres';
import { insertDevice, insertHome, type TestHome, testEvent } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { raiseAlarm } from '../../testing/raise-alarm.ts';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let tore: TestUser;
let kari: TestUser;
let home: TestHome;
let keyBox: string;

beforeAll(async () => {
  api = await startTestApi();
  tore = await api.user('technician');
  kari = await api.user('operator');
});
beforeEach(async () => {
  home = await insertHome(api.database.db);
  keyBox = await insertDevice(api.database.db, { profile: 'key-box', homeId: home.id });
});
afterAll(() => api.close());

const ahead = (count: number): string => new Date(Date.now() + minutes(count)).toISOString();
const grant = (body: object) =>
  kari.post(`/api/devices/${keyBox}/unlock-rights`, { holder: 'Nattpatrulje 1', ...body });
const problem = async (body: object): Promise<[number, string]> => {
  const answer = await grant(body);
  return [answer.statusCode, answer.json().code];
};

test('a right to open is for a visit or an alarm, for a time, and can be taken back', async () => {
  const given = await grant({ until: ahead(60), visit: 'Morgenstell' });
  expect(given.statusCode).toBe(201);
  const right = unlockRightSchema.parse(given.json());
  const { items } = listOf(unlockRightSchema).parse((await tore.get(`/api/devices/${keyBox}/unlock-rights`)).json());
  expect(items).toEqual([right]);
  const revoked = await kari.post(`/api/unlock-rights/${right.id}/revoke`);
  expect(revoked.json().revokedAt).toBeDefined();
  expect((await kari.post(`/api/unlock-rights/${right.id}/revoke`)).json().revokedAt).toBe(revoked.json().revokedAt);
  const log = await api.database.query<{ action: string }>(
    'select action from change_log where subject_id = $1',
    keyBox,
  );
  expect(log).toEqual([{ action: 'unlock-right' }]);
});

test('what is asked for too much, or for nothing, is refused', async () => {
  expect(await problem({ until: ahead(60) })).toEqual([400, 'request-invalid']);
  expect(await problem({ until: ahead(60 * 24), visit: 'Alltid' })).toEqual([422, 'too-long']);
  expect(await problem({ until: ahead(-5), visit: 'I går' })).toEqual([422, 'ends-before-it-begins']);
  expect(await problem({ until: ahead(60), alarmId: randomUUID() })).toEqual([404, 'alarm-unknown']);
  const { id: alarmId } = await raiseAlarm(api.database);
  expect(await problem({ until: ahead(60), alarmId })).toEqual([422, 'alarm-elsewhere']);
  const inStock = await insertDevice(api.database.db, { profile: 'key-box', state: 'in-stock' });
  const nowhere = await kari.post(`/api/devices/${inStock}/unlock-rights`, {
    holder: 'x',
    until: ahead(9),
    visit: 'x',
  });
  expect(nowhere.json().code).toBe('not-at-a-home');
});

test('every opening is in the log', async () => {
  await grant({ until: ahead(60), visit: 'Morgenstell' });
  const opened = testEvent(keyBox, Date.now(), { kind: 'key-box-opened', lane: 'event' });
  await storeEvents(api.database.db, [opened]);
  const { items } = listOf(openingSchema).parse((await tore.get(`/api/devices/${keyBox}/openings`)).json());
  expect(items).toMatchObject([{ deviceId: keyBox, kind: 'key-box-opened', explained: true }]);
});

test('who holds which key: received, handed over, given back; of two at once one is told', async () => {
  const body = {
    residentId: home.residentIds[0],
    label: `NB-${randomUUID().slice(0, 6)}`,
    holder: 'Hjemmetjenesten Tasta',
  };
  const key = keySchema.parse((await tore.post('/api/keys', body)).json());
  expect((await tore.post('/api/keys', body)).json().code).toBe('label-taken');
  const pass = (holder: string) => tore.post(`/api/keys/${key.id}/hand-over`, { holder, version: key.version });
  const both = await Promise.all([pass('Nattpatruljen'), pass('Tore')]);
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
  const holder = both.find(({ statusCode }) => statusCode === 200)?.json().holder;
  const held = listOf(keySchema).parse((await tore.get(`/api/keys?holder=${holder}`)).json());
  expect(held.items.map(({ id }) => id)).toEqual([key.id]);
  expect((await tore.post(`/api/keys/${key.id}/return`)).json().returnedAt).toBeDefined();
  expect((await tore.post(`/api/keys/${key.id}/return`)).json().code).toBe('key-given-back');
  const log = await api.database.query<{ action: string }>(
    'select action from change_log where subject_id = $1 order by seq',
    key.id,
  );
  expect(log.map(({ action }) => action)).toEqual(['received', 'handed-over', 'given-back']);
});
