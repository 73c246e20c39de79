import { randomUUID } from 'node:crypto';
import { deviceProfileSchema, deviceSchema, gatewaySchema, listOf, registeredDeviceSchema } from '@varde/contracts';
import { type BrokerAccounts, verifyPassword } from '@varde/mqtt';
import { findAccounts } from '@varde/postgres';
import { insertHome } from '@varde/postgres/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let tore: TestUser;
let residentId: string;
let atBroker: Map<string, string>;

/** A broker's accounts as a table, or one that does not answer. */
const tableOf = (accounts: Map<string, string>): BrokerAccounts => ({
  put: async ({ username, password }) => void accounts.set(username, password),
  revoke: async (username) => void accounts.delete(username),
  close: async () => undefined,
});
const silent: BrokerAccounts = {
  put: () => Promise.reject(new Error('no answer')),
  revoke: () => Promise.reject(new Error('no answer')),
  close: async () => undefined,
};

beforeAll(async () => {
  api = await startTestApi();
  tore = await api.user('technician', { name: 'Tore' });
  residentId = (await insertHome(api.database.db)).residentIds[0] ?? '';
  atBroker = new Map();
  api.broker.accounts = tableOf(atBroker);
});
afterEach(() => {
  api.broker.accounts = tableOf(atBroker);
});
afterAll(() => api.close());

const register = async (body: object = {}) => {
  const answer = await tore.post('/api/devices', { profile: 'social-alarm', serial: randomUUID(), ...body });
  expect(answer.statusCode).toBe(201);
  return registeredDeviceSchema.parse(answer.json());
};

const actionsOn = async (deviceId: string): Promise<string[]> =>
  (
    await api.database.query<{ action: string }>(
      'select action from change_log where subject_id = $1 order by seq',
      deviceId,
    )
  ).map(({ action }) => action);

test('a device is registered with a password that is shown once and holds', async () => {
  const { device, credential } = await register({ place: 'Stue' });
  expect(device).toMatchObject({ state: 'in-stock', place: 'Stue', profile: 'social-alarm' });
  expect(credential.username).toBe(device.id);
  const [account] = await findAccounts(api.database.db, [device.id]);
  expect(account).toMatchObject({ kind: 'device', devices: [device.id] });
  expect(await verifyPassword(credential.password, account!)).toBe(true);
  expect(atBroker.get(device.id)).toBe(credential.password);
  expect(await actionsOn(device.id)).toEqual(['registered']);
  expect((await tore.get(`/api/devices/${device.id}`)).body).not.toContain(credential.password);
});

test('straight at a resident it is in service, and what was skipped is written down', async () => {
  const { device } = await register({ residentId });
  expect(device).toMatchObject({ state: 'in-service', residentId });
  const [change] = await api.database.query<{ detail: object }>(
    'select detail from change_log where subject_id = $1',
    device.id,
  );
  expect(change?.detail).toEqual({ direct: true, skipped: ['assign', 'install', 'test'] });
});

test('a serial number is registered once, also by many at the same moment', async () => {
  const body = { profile: 'fall-sensor', serial: 'FS-1' };
  const answers = await Promise.all(Array.from({ length: 6 }, () => tore.post('/api/devices', body)));
  expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1);
  const refused = answers.filter(({ statusCode }) => statusCode === 409);
  expect(refused).toHaveLength(5);
  expect(refused[0]?.json().code).toBe('serial-taken');
  expect([...atBroker.keys()]).toContain(answers.find(({ statusCode }) => statusCode === 201)?.json().device.id);
});

test('an unknown profile or resident', async () => {
  expect((await tore.post('/api/devices', { profile: 'toaster', serial: '1' })).json().code).toBe('profile-unknown');
  const answer = await tore.post('/api/devices', { profile: 'camera', serial: '1', residentId: randomUUID() });
  expect(answer.json()).toMatchObject({ status: 404, code: 'resident-unknown' });
});

test('a broker that does not answer: 503, and nothing was changed', async () => {
  const { device, credential } = await register();
  api.broker.accounts = silent;
  const body = { profile: 'camera', serial: 'CAM-503' };
  expect((await tore.post('/api/devices', body)).json()).toMatchObject({ status: 503, code: 'broker-unavailable' });
  expect((await tore.post(`/api/devices/${device.id}/credential`)).statusCode).toBe(503);
  const [account] = await findAccounts(api.database.db, [device.id]);
  expect(await verifyPassword(credential.password, account!)).toBe(true);
  api.broker.accounts = tableOf(atBroker);
  expect((await tore.post('/api/devices', body)).statusCode).toBe(201);
});

test('a new password ends the old one', async () => {
  const { device, credential } = await register();
  const answer = await tore.post(`/api/devices/${device.id}/credential`);
  const again = registeredDeviceSchema.parse(answer.json()).credential;
  expect(again.password).not.toBe(credential.password);
  const [account] = await findAccounts(api.database.db, [device.id]);
  expect(await verifyPassword(credential.password, account!)).toBe(false);
  expect(await verifyPassword(again.password, account!)).toBe(true);
});

test('a retired device may sign in no more; when the broker cannot be told, asking again tells it', async () => {
  const { device } = await register({ residentId });
  api.broker.accounts = silent;
  expect((await tore.post(`/api/devices/${device.id}/retire`)).statusCode).toBe(503);
  expect(await findAccounts(api.database.db, [device.id])).toEqual([]);
  api.broker.accounts = tableOf(atBroker);
  const retired = await tore.post(`/api/devices/${device.id}/retire`);
  expect(deviceSchema.parse(retired.json()).state).toBe('retired');
  expect(atBroker.has(device.id)).toBe(false);
  expect(await actionsOn(device.id)).toEqual(['registered', 'retired']);
  for (const url of ['credential', 'test']) {
    expect((await tore.post(`/api/devices/${device.id}/${url}`)).json().code).toBe('device-retired');
  }
});

test('moved to a resident, renamed, and back to stock', async () => {
  const { device } = await register();
  const patch = async (payload: object) =>
    (await tore.send({ method: 'PATCH', url: `/api/devices/${device.id}`, payload })).json();
  expect(await patch({ residentId, place: 'Bad' })).toMatchObject({ state: 'in-service', residentId, place: 'Bad' });
  expect(await patch({ place: null })).not.toHaveProperty('place');
  const back = await patch({ residentId: null });
  expect(back).toMatchObject({ state: 'in-stock', version: 4 });
  expect(back).not.toHaveProperty('residentId');
  expect(await patch({})).toMatchObject({ status: 400 });
});

test('test mode: five minutes, thirty at most', async () => {
  const { device } = await register();
  const left = async (body?: object): Promise<number> => {
    const { testUntil } = deviceSchema.parse((await tore.post(`/api/devices/${device.id}/test`, body)).json());
    return Math.round((Date.parse(testUntil ?? '') - Date.now()) / 60_000);
  };
  expect(await left()).toBe(5);
  expect(await left({ minutes: 30 })).toBe(30);
  expect((await tore.post(`/api/devices/${device.id}/test`, { minutes: 31 })).statusCode).toBe(400);
});

test('found by serial, resident, profile and state, in pages', async () => {
  const serial = randomUUID().slice(0, 8);
  for (const n of [1, 2, 3]) await register({ serial: `${serial}-${n}`, profile: 'door-sensor' });
  const list = async (query: string) =>
    listOf(deviceSchema).parse((await tore.get(`/api/devices?serial=${serial}&${query}`)).json());
  const first = await list('limit=2');
  const second = await list(`limit=2&cursor=${first.next}`);
  expect([...first.items, ...second.items].map((device) => device.serial)).toEqual([
    `${serial}-1`,
    `${serial}-2`,
    `${serial}-3`,
  ]);
  expect((await list('profile=camera')).items).toEqual([]);
  expect((await list('state=in-stock')).items).toHaveLength(3);
  expect((await list(`resident=${residentId}`)).items).toEqual([]);
});

test('a gateway speaks for the devices it lists until it is revoked', async () => {
  const [one, two] = [await register(), await register()];
  const devices = [one.device.id, two.device.id, one.device.id];
  const answer = await tore.post('/api/gateways', { devices });
  expect(answer.statusCode).toBe(201);
  const { credential, devices: count } = gatewaySchema.parse(answer.json());
  expect(count).toBe(2);
  expect(await findAccounts(api.database.db, [credential.username])).toMatchObject([{ kind: 'gateway' }]);
  const unknown = await tore.post('/api/gateways', { devices: [randomUUID()] });
  expect(unknown.json()).toMatchObject({ status: 400, code: 'device-unknown' });
  const revoke = () => tore.send({ method: 'DELETE', url: `/api/gateways/${credential.username}` });
  expect((await revoke()).statusCode).toBe(204);
  expect((await revoke()).statusCode).toBe(204);
  expect(await findAccounts(api.database.db, [credential.username])).toEqual([]);
  const device = await tore.send({ method: 'DELETE', url: `/api/gateways/${one.device.id}` });
  expect(device.json().code).toBe('gateway-unknown');
});

test('profiles tell what each kind of device may send', async () => {
  const { items } = listOf(deviceProfileSchema).parse((await tore.get('/api/device-profiles')).json());
  expect(items.find(({ id }) => id === 'social-alarm')?.kinds).toContain('alarm-button-pressed');
});
