import { randomUUID } from 'node:crypto';
import { homeSchema, residentDetailSchema } from '@varde/contracts';
import { insertHome } from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nationalIdFor } from '../../testing/national-ids.ts';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let siri: TestUser;

beforeAll(async () => {
  api = await startTestApi();
  siri = await api.user('case-worker');
});
afterAll(() => api.close());

/** Synthetic: the month is 80 too high. */
const NATIONAL_ID = '05875048521';
const ADDRESS = {
  ...{ areaId: 'test-area', street: 'Nygata', houseNumber: '12B', unitNumber: 'H0201', floor: '2' },
  ...{ postalCode: '4008', city: 'Stavanger' },
};
const OLGA = { givenName: 'Olga', familyName: 'Prøve', phone: '+47 51 00 00 01', needs: ['hearing'] };

const register = async (body: object) => {
  const answer = await siri.post('/api/residents', { ...OLGA, ...body });
  expect([answer.statusCode, answer.json().code]).toEqual([201, undefined]);
  return residentDetailSchema.parse(answer.json());
};
const send = (method: 'PATCH' | 'PUT', url: string, payload: object, user = siri) =>
  user.send({ method, url, payload: payload as Record<string, unknown> });
const actions = async (id: string) =>
  (
    await api.database.query<{ action: string }>('select action from change_log where subject_id = $1 order by seq', id)
  ).map(({ action }) => action);

test('somebody new gets a home; who is registered at the same address lives in it too', async () => {
  const olga = await register({ address: ADDRESS, nationalId: NATIONAL_ID });
  expect(olga).toMatchObject({ name: 'Olga Prøve', home: { street: 'Nygata', floor: '2' }, version: 1 });
  const per = await register({ givenName: 'Per', address: { ...ADDRESS, street: 'NYGATA' } });
  expect(per.homeId).toBe(olga.homeId);
  const upstairs = await register({ givenName: 'Ane', address: { ...ADDRESS, unitNumber: 'H0301' } });
  expect(upstairs.homeId).not.toBe(olga.homeId);
  const home = homeSchema.parse((await siri.get(`/api/homes/${olga.homeId}`)).json());
  expect(home.residents.map(({ name }) => name)).toEqual(['Olga Prøve', 'Per Prøve']);
  expect([await actions(olga.homeId), await actions(per.id)]).toEqual([['registered'], ['registered']]);
  expect(
    (await siri.post('/api/residents', { ...OLGA, address: ADDRESS, nationalId: NATIONAL_ID })).json(),
  ).toMatchObject({ status: 409, code: 'national-id-taken' });
});

test('of a home that is there nothing else is said without a word of it', async () => {
  const address = { ...ADDRESS, street: 'Nøkkelgata', keyBox: '4417' };
  const olga = await register({ address });
  const refused = (changed: object) =>
    siri.post('/api/residents', { ...OLGA, address: { ...address, ...changed } }).then((answer) => answer.json());
  const current = { id: olga.homeId, keyBox: '4417' };
  for (const [name, value] of Object.entries({ keyBox: '0093', accessNote: 'Ring på hos naboen', floor: '3' })) {
    expect(await refused({ [name]: value })).toMatchObject({
      ...{ status: 409, code: 'home-differs', current, faults: [{ path: `address/${name}` }] },
    });
  }
  for (const same of [address, { ...address, keyBox: undefined, floor: undefined }])
    expect((await register({ address: same })).homeId).toBe(olga.homeId);
});

test('a national id is one of those who are served: whoever is closed, or another municipality’s, is registered anew', async () => {
  const body = { address: ADDRESS, nationalId: nationalIdFor(50) };
  const olga = await register(body);
  await api.database.query(
    `insert into municipality select '1108', 'Sandnes', answer_targets from municipality on conflict do nothing`,
  );
  await api.database.query(`update resident set municipality_id = '1108' where id = $1`, olga.id);
  const here = await register(body);
  expect((await siri.post('/api/residents', { ...OLGA, ...body })).json().code).toBe('national-id-taken');
  expect((await siri.post(`/api/residents/${here.id}/close`, { reason: 'moved-away' })).statusCode).toBe(200);
  const back = await register(body);
  expect(back).not.toHaveProperty('closed');
  expect((await siri.post('/api/residents', { ...OLGA, ...body })).json().code).toBe('national-id-taken');
});

test('two who are registered at one new address at the same time get one home', async () => {
  const address = { ...ADDRESS, street: 'Samtidigveien' };
  const [one, other] = await Promise.all([register({ address }), register({ address })]);
  expect(one.homeId).toBe(other.homeId);
});

test('what cannot be is refused', async () => {
  const code = async (body: object) => (await siri.post('/api/residents', { ...OLGA, ...body })).json().code;
  expect(await code({})).toBe('request-invalid');
  expect(await code({ homeId: randomUUID() })).toBe('home-unknown');
  expect(await code({ address: { ...ADDRESS, areaId: 'elsewhere' } })).toBe('area-unknown');
  expect(await code({ address: ADDRESS, nationalId: '12345678901' })).toBe('national-id-invalid');
  for (const birthDate of ['0000-01-01', '1849-12-31', '2026-02-30'])
    expect(await code({ address: ADDRESS, birthDate })).toBe('request-invalid');
  const kari = await api.user('operator');
  expect((await kari.post('/api/residents', { ...OLGA, address: ADDRESS })).statusCode).toBe(403);
});

test('what is written about somebody changes, by whom and when is kept, and of two who had seen the same one is told', async () => {
  const { id } = await register({ homeId: (await insertHome(api.database.db, 0)).id });
  const url = `/api/residents/${id}`;
  const changed = await send('PATCH', url, { phone: null, hazards: ['dog', 'oxygen'], version: 1 });
  expect(residentDetailSchema.parse(changed.json())).toMatchObject({ needs: ['hearing'], hazards: ['dog', 'oxygen'] });
  expect(changed.json()).not.toHaveProperty('phone');
  const late = await send('PATCH', url, { needs: [], version: 1 });
  expect(late.json()).toMatchObject({ status: 409, code: 'resident-changed', current: { id, version: 2 } });
  const log = await api.database.query(
    'select action, actor_id, version, detail from change_log where subject_id = $1 order by seq desc limit 1',
    id,
  );
  const detail = { fields: ['phone', 'hazards'] };
  expect(log).toEqual([{ action: 'changed', actor_id: siri.id, version: 2, detail }]);
  expect((await send('PATCH', `/api/residents/${randomUUID()}`, {})).json().code).toBe('resident-unknown');
});

test('next of kin are a list in the order they are rung; a new list takes the place of the old', async () => {
  const { id } = await register({ homeId: (await insertHome(api.database.db, 0)).id });
  const url = `/api/residents/${id}/next-of-kin`;
  const ane = { name: 'Ane', relation: 'datter', phone: '+4700000001', hasKey: true };
  const nils = { name: 'Nils', relation: 'nabo' };
  const first = residentDetailSchema.parse((await send('PUT', url, { items: [ane, nils] })).json());
  expect(first.nextOfKin).toEqual([ane, { ...nils, hasKey: false }]);
  const again = residentDetailSchema.parse((await send('PUT', url, { items: [nils, ane], version: 2 })).json());
  expect(again.nextOfKin.map(({ name }) => name)).toEqual(['Nils', 'Ane']);
  expect((await send('PUT', url, { items: [], version: 2 })).json().code).toBe('resident-changed');
  expect(await actions(id)).toEqual(['registered', 'next-of-kin', 'next-of-kin']);
});
