import { randomUUID } from 'node:crypto';
import { CANARY_DEVICE_IDS, CANARY_DEVICES, CANARY_KIND, CANARY_MUNICIPALITY, CANARY_PROFILE } from '@varde/domain';
import {
  beginCanaries,
  deleteCanaryEvents,
  noteCanariesSent,
  noteCanaryDispatched,
  storeEvents,
} from '@varde/postgres';
import { testEvent } from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStream } from '../../testing/open-stream.ts';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let drift: TestUser;

/** Everything that canaries leave in the record. */
const canary = async (): Promise<void> => {
  const { db } = api.database;
  const now = Date.now();
  await beginCanaries(db, now);
  await noteCanariesSent(db, ['alarm', 'event', 'status'], now);
  for (const lane of ['alarm', 'event'] as const) {
    const whose = { municipalityId: CANARY_MUNICIPALITY, lane, kind: CANARY_KIND };
    await storeEvents(db, [testEvent(CANARY_DEVICES[lane], now, whose)]);
  }
  await api.database.query(`update event set outcome = 'recorded'`);
  await noteCanaryDispatched(db, now);
  await deleteCanaryEvents(db, now, 10);
};

beforeAll(async () => {
  api = await startTestApi();
  drift = await api.user('admin');
});
afterAll(() => api.close());

const listOf = async (path: string): Promise<unknown[]> => (await drift.get(path)).json().items;

test('no list, no report and no stream has anything of a canary', async () => {
  const lists = [
    '/api/devices',
    '/api/alarms',
    '/api/alarms?queue=technician',
    '/api/residents',
    '/api/device-profiles',
  ];
  const asked = async (): Promise<unknown[]> =>
    Promise.all([...lists.map(listOf), drift.get('/api/reports/summary').then((answer) => answer.json())]);
  const stream = await openStream(await api.listen(), drift.token);
  await stream.until(({ event }) => event === 'hello');
  const before = await asked();
  await canary();
  expect(await asked()).toEqual(before);
  expect(JSON.stringify(before)).not.toContain(CANARY_PROFILE);
  for (const id of CANARY_DEVICE_IDS) expect((await drift.get(`/api/devices/${id}`)).statusCode).toBe(404);
  await drift.send({ method: 'PUT', url: '/api/me/presence', payload: { available: true } });
  await stream.until(({ event }) => event === 'presence');
  expect(stream.events.map(({ event }) => event).filter((event) => event !== 'ping')).toEqual(['hello', 'presence']);
  stream.close();
});

test('nobody can make one, take one over, or speak for one', async () => {
  await canary();
  const made = await drift.post('/api/devices', { profile: CANARY_PROFILE, serial: randomUUID() });
  expect(made.json().code).toBe('profile-unknown');
  const gateway = await drift.post('/api/gateways', { devices: [...CANARY_DEVICE_IDS] });
  expect(gateway.json().code).toBe('device-unknown');
  for (const path of ['credential', 'test', 'retire']) {
    expect((await drift.post(`/api/devices/${CANARY_DEVICES.alarm}/${path}`)).statusCode).toBe(404);
  }
});
