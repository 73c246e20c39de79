import { randomUUID } from 'node:crypto';
import { alarmSchema } from '@varde/contracts';
import { insertHome } from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let kari: TestUser;
let residentId: string;

beforeAll(async () => {
  api = await startTestApi();
  kari = await api.user();
  residentId = (await insertHome(api.database.db)).residentIds[0] ?? '';
});
afterAll(() => api.close());

test('a call becomes an alarm like any other, without a device', async () => {
  const answer = await kari.post('/api/alarms', { residentId, note: 'Datter ringte' });
  expect(answer.statusCode).toBe(201);
  const alarm = alarmSchema.parse(answer.json());
  expect(alarm).toMatchObject({ state: 'queued', colour: 'orange', residents: [{ id: residentId }] });
  expect(alarm.why.map(({ code }) => code)).toEqual(['reported-by-phone']);
  expect(alarm.device).toBeUndefined();
  expect(answer.headers.location).toBe(`/api/alarms/${alarm.id}`);
  const detail = (await kari.get(`/api/alarms/${alarm.id}`)).json();
  expect(detail.timeline[0]).toMatchObject({ action: 'raised', detail: { text: 'Datter ringte' } });
  expect(detail.home).toMatchObject({ street: 'Prøveveien' });
});

test('whoever has the caller on the line may have it from the first moment', async () => {
  const answer = await kari.post('/api/alarms', { residentId, colour: 'red', answer: true });
  expect(answer.json()).toMatchObject({ state: 'handling', colour: 'red', operator: { id: kari.id } });
});

test('a kind or a resident that does not exist', async () => {
  expect((await kari.post('/api/alarms', { residentId, kind: 'constructor' })).json()).toMatchObject({
    status: 400,
    code: 'kind-unknown',
  });
  expect((await kari.post('/api/alarms', { residentId: randomUUID() })).json()).toMatchObject({
    status: 404,
    code: 'resident-unknown',
  });
});
