import { randomUUID } from 'node:crypto';
import { type DeviceView, deviceSchema, registeredDeviceSchema } from '@varde/contracts';
import { deviceProfile } from '@varde/domain';
import { findAccounts } from '@varde/postgres';
import { insertHome } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answerTest } from '../../testing/answer-test.ts';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let tore: TestUser;
let olga: string;
let per: string;

beforeAll(async () => {
  api = await startTestApi();
  tore = await api.user('technician', { name: 'Tore' });
});
beforeEach(async () => {
  olga = (await insertHome(api.database.db)).residentIds[0] ?? '';
  per = (await insertHome(api.database.db)).residentIds[0] ?? '';
});
afterAll(() => api.close());

const CHECKS = { checks: deviceProfile('fall-sensor')?.checks ?? [] };

const received = async (profile = 'fall-sensor', serial = randomUUID()): Promise<DeviceView> =>
  registeredDeviceSchema.parse((await tore.post('/api/devices', { profile, serial })).json()).device;

const step = async (id: string, name: string, body: object = {}) => {
  const answer = await tore.post(`/api/devices/${id}/${name}`, body);
  return { status: answer.statusCode, body: answer.json() };
};
const take = async (id: string, name: string, body: object = {}): Promise<DeviceView> => {
  const answer = await step(id, name, body);
  expect([name, answer.status, answer.body.code]).toEqual([name, 200, undefined]);
  return deviceSchema.parse(answer.body);
};
const installed = async (residentId = olga): Promise<DeviceView> => {
  const { id } = await received();
  await take(id, 'prepare');
  return take(id, 'install', { residentId, place: 'Bad', ...CHECKS });
};
const changesOf = (id: string) =>
  api.database.query<{ action: string; actor_id: string }>(
    'select action, actor_id from change_log where subject_id = $1 order by seq',
    id,
  );

test('from the store to service, and back: every step is a row with who did it', async () => {
  const { id, steps } = await received();
  expect(steps).toEqual(['assign', 'unassign', 'prepare', 'repair', 'retire']);
  const appointmentAt = '2026-12-01T09:00:00.000Z';
  expect(await take(id, 'assign', { residentId: olga, appointmentAt })).toMatchObject({
    assignedTo: olga,
    appointmentAt,
  });
  expect(await take(id, 'prepare', { sim: '89470000000000000017', location: 'Bil 2' })).toMatchObject({
    ...{ state: 'prepared', location: 'Bil 2' },
  });
  const there = await take(id, 'install', { place: 'Bad', ...CHECKS });
  expect(there).toMatchObject({ state: 'installed', residentId: olga, place: 'Bad' });
  expect(there).not.toHaveProperty('assignedTo');
  await answerTest(api, id);
  expect(await take(id, 'pass-test')).toMatchObject({ state: 'in-service', testedAt: expect.any(String) });
  await take(id, 'service', { battery: true, note: 'Nytt batteri' });
  const back = await take(id, 'return', { reason: 'Flyttet på sykehjem' });
  expect(back).toMatchObject({ state: 'returned', steps: ['clean', 'repair', 'retire'] });
  expect(back).not.toHaveProperty('residentId');
  await take(id, 'repair', { reason: 'Knapp løs' });
  await take(id, 'repaired', { location: 'Lager' });
  await take(id, 'retire');
  const changes = await changesOf(id);
  expect(changes.map(({ action }) => action)).toEqual([
    ...[
      'registered',
      'assign',
      'prepare',
      'install',
      'pass-test',
      'service',
      'return',
      'repair',
      'repaired',
      'retired',
    ],
  ]);
  expect(new Set(changes.map(({ actor_id }) => actor_id))).toEqual(new Set([tore.id]));
});

test('what cannot be done is refused with what can, and nothing is written', async () => {
  const { id, version } = await received();
  const refused = await step(id, 'install', { residentId: olga, place: 'Bad', ...CHECKS });
  expect(refused).toMatchObject({ status: 409, body: { code: 'step-out-of-order', current: { id, version } } });
  expect(refused.body.detail).toContain('prepare');
  await take(id, 'prepare');
  expect((await step(id, 'install', { place: 'Bad', ...CHECKS })).body.code).toBe('not-assigned');
  const unchecked = await step(id, 'install', { residentId: olga, place: 'Bad', checks: ['range-bed'] });
  expect(unchecked.body).toMatchObject({ code: 'checks-missing', faults: [{ path: 'checks/range-bathroom' }, {}] });
  expect((await step(id, 'install', { residentId: randomUUID(), place: 'Bad', ...CHECKS })).status).toBe(404);
  await take(id, 'assign', { residentId: per });
  expect((await step(id, 'install', { residentId: olga, place: 'Bad', ...CHECKS })).body.code).toBe(
    'assigned-to-another',
  );
  expect((await changesOf(id)).map(({ action }) => action)).toEqual(['registered', 'prepare', 'assign']);
});

test('it is in service only when a test has come through since it was installed', async () => {
  const { id } = await installed();
  expect((await step(id, 'pass-test')).body.code).toBe('not-tested');
  await answerTest(api, id);
  expect((await take(id, 'pass-test')).state).toBe('in-service');
});

test('two technicians on one device at once: one wins, the other is told', async () => {
  const { id, version } = await installed();
  await answerTest(api, id);
  const answers = await Promise.all([step(id, 'return', { version }), step(id, 'pass-test', { version })]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const loser = answers.find(({ status }) => status === 409);
  expect(loser?.body).toMatchObject({ code: 'device-changed', current: { version: version + 1 } });
});

test('what has come back has no account; cleaned, it gets a new password and may sign in again', async () => {
  const { id } = await installed();
  expect(await findAccounts(api.database.db, [id])).toHaveLength(1);
  await take(id, 'return');
  expect(await findAccounts(api.database.db, [id])).toEqual([]);
  expect((await step(id, 'credential')).body.code).toBe('step-out-of-order');
  expect((await step(id, 'test')).body.code).toBe('step-out-of-order');
  await take(id, 'clean', { location: 'Lager' });
  expect((await step(id, 'credential')).status).toBe(200);
  expect(await findAccounts(api.database.db, [id])).toHaveLength(1);
});

test('a swapped device’s successor has all it had, and the account of the old one ends', async () => {
  const old = await installed();
  const next = await received();
  expect((await step(old.id, 'swap', { with: next.id })).body.code).toBe('step-out-of-order');
  await take(next.id, 'prepare');
  expect((await step(old.id, 'swap', { with: old.id })).body.code).toBe('swap-with-itself');
  const swapped = await take(old.id, 'swap', { with: next.id });
  expect(swapped).toMatchObject({ id: next.id, state: 'installed', residentId: olga, place: 'Bad', replaces: old.id });
  expect(deviceSchema.parse((await tore.get(`/api/devices/${old.id}`)).json()).state).toBe('returned');
  expect(await findAccounts(api.database.db, [old.id])).toEqual([]);
});

test('a serial number nobody can read is refused in words', async () => {
  const wrong = await tore.post('/api/devices', { profile: 'fall-sensor', serial: '=HYPERLINK("x")' });
  expect(wrong.json()).toMatchObject({ status: 400, code: 'serial-unreadable' });
  const imei = await tore.post('/api/devices', { profile: 'mobile-alarm', serial: '356938035648309' });
  expect(imei.json()).toMatchObject({ status: 400, code: 'serial-check-digit' });
});
