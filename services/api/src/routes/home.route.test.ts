import { randomUUID } from 'node:crypto';
import { homeSchema } from '@varde/contracts';
import { insertDevice, insertHome, type TestHome } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let tore: TestUser;
let home: TestHome;

beforeAll(async () => {
  api = await startTestApi();
  tore = await api.user('technician');
});
beforeEach(async () => {
  home = await insertHome(api.database.db, 2);
  await api.database.query('update home set street = $2 where id = $1', home.id, `Vei ${randomUUID()}`);
});
afterAll(() => api.close());

const patch = (payload: object, user = tore) =>
  user.send({ method: 'PATCH', url: `/api/homes/${home.id}`, payload: payload as Record<string, unknown> });

test('a home has its residents, their devices and the shared ones, and the keys that are out', async () => {
  const [olga] = home.residentIds;
  const own = await insertDevice(api.database.db, { profile: 'fall-sensor', homeId: home.id, residentId: olga ?? '' });
  const shared = await insertDevice(api.database.db, { profile: 'smoke-detector', homeId: home.id });
  const label = randomUUID().slice(0, 8);
  await tore.post('/api/keys', { residentId: olga, label, holder: 'Hjemmetjenesten' });
  const view = homeSchema.parse((await tore.get(`/api/homes/${home.id}`)).json());
  expect(view).toMatchObject({ area: { id: 'test-area' }, keysOut: [{ label }], version: 1 });
  expect(view.residents).toHaveLength(2);
  const owners = new Map(view.devices.map(({ id, residentId }) => [id, residentId]));
  expect([owners.get(own), owners.get(shared)]).toEqual([olga, undefined]);
  expect((await tore.get(`/api/homes/${randomUUID()}`)).json().code).toBe('home-unknown');
});

test('how one gets in changes, and neither a code nor an address is kept in the log', async () => {
  const changed = await patch({ entrance: 'B', keyBox: 'NB-417', accessNote: 'Ring to ganger', version: 1 });
  expect(homeSchema.parse(changed.json())).toMatchObject({ entrance: 'B', keyBox: 'NB-417', version: 2 });
  const without = homeSchema.parse((await patch({ keyBox: null })).json());
  expect(without).toMatchObject({ entrance: 'B', version: 3 });
  expect(without).not.toHaveProperty('keyBox');
  expect((await patch({ floor: '2', version: 2 })).json()).toMatchObject({
    ...{ status: 409, code: 'home-changed', current: { id: home.id, version: 3 } },
  });
  const log = await api.database.query(
    'select action, actor_id, detail from change_log where subject_id = $1 order by seq limit 1',
    home.id,
  );
  const detail = { fields: ['entrance', 'keyBox', 'accessNote'] };
  expect(log).toEqual([{ action: 'changed', actor_id: tore.id, detail }]);
});

test('two homes are not of one address, and homes are the technicians’', async () => {
  const other = await insertHome(api.database.db);
  const { street } = homeSchema.parse((await tore.get(`/api/homes/${other.id}`)).json());
  await api.database.query(`update home set unit_number = 'H0999' where id = $1`, other.id);
  expect((await patch({ street, unitNumber: 'h0999' })).json()).toMatchObject({
    ...{ status: 409, code: 'address-taken', current: { id: other.id } },
  });
  expect((await patch({ areaId: 'elsewhere' })).json().code).toBe('area-unknown');
  expect((await patch({ floor: '1' }, await api.user('operator'))).statusCode).toBe(403);
  expect((await patch({ floor: '1' }, await api.user('case-worker'))).statusCode).toBe(403);
});
