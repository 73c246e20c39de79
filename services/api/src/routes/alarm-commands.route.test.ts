import { randomUUID } from 'node:crypto';
import { alarmSchema, problemSchema } from '@varde/contracts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { raiseAlarm } from '../../testing/raise-alarm.ts';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let kari: TestUser;
let ola: TestUser;

beforeAll(async () => {
  api = await startTestApi();
});
beforeEach(async () => {
  kari = await api.user('operator', { name: 'Kari' });
  ola = await api.user('operator', { name: 'Ola' });
});
afterAll(() => api.close());

test('an alarm is answered, looked into and closed, and its device hears of both', async () => {
  const { id, deviceId } = await raiseAlarm(api.database);
  const answered = await kari.post(`/api/alarms/${id}/answer`);
  expect(answered.statusCode).toBe(200);
  expect(alarmSchema.parse(answered.json())).toMatchObject({
    state: 'handling',
    operator: { id: kari.id, name: 'Kari' },
  });
  expect((await kari.post(`/api/alarms/${id}/note`, { text: 'Snakket med datter' })).statusCode).toBe(200);
  expect((await kari.post(`/api/alarms/${id}/contact`, { made: true })).json()).toMatchObject({ contact: true });
  const closed = await kari.post(`/api/alarms/${id}/close`, { cause: 'fall', action: 'talked', note: 'Det går bra' });
  expect(closed.json()).toMatchObject({ state: 'closed', cause: 'fall', action: 'talked' });
  const receipts = await api.database.query<{ body: { state: string } }>(
    'select body from receipt_outbox where device_id = $1 order by id',
    deviceId,
  );
  expect(receipts.map(({ body }) => body.state)).toEqual(['answered', 'closed']);
  const detail = (await kari.get(`/api/alarms/${id}`)).json();
  expect(detail.timeline.map((entry: { action: string }) => entry.action)).toEqual([
    'raised',
    'answered',
    'note',
    'contact',
    'closed',
  ]);
  expect(detail.timeline[1].actor).toEqual({ id: kari.id, name: 'Kari' });
});

test('the one who comes second gets 409 with the alarm as it is', async () => {
  const { id } = await raiseAlarm(api.database);
  await kari.post(`/api/alarms/${id}/answer`);
  const refused = await ola.post(`/api/alarms/${id}/answer`);
  expect(refused.statusCode).toBe(409);
  expect(refused.headers['content-type']).toMatch('application/problem+json');
  const problem = problemSchema.parse(refused.json());
  expect(problem.code).toBe('alarm-taken');
  expect(problem.current).toMatchObject({ id, state: 'handling', operator: { id: kari.id } });
});

test('answering twice is answered once', async () => {
  const { id } = await raiseAlarm(api.database);
  await kari.post(`/api/alarms/${id}/answer`);
  expect((await kari.post(`/api/alarms/${id}/answer`)).statusCode).toBe(200);
  const rows = await api.database.query("select 1 from change_log where subject_id = $1 and action = 'answered'", id);
  expect(rows).toHaveLength(1);
});

test('of many who answer at the same moment, one has it', async () => {
  const { id } = await raiseAlarm(api.database);
  const users = await Promise.all(Array.from({ length: 10 }, () => api.user()));
  const answers = await Promise.all(users.map((user) => user.post(`/api/alarms/${id}/answer`)));
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  expect(answers.filter(({ statusCode }) => statusCode === 409)).toHaveLength(9);
});

test('notes written at the same moment are all kept', async () => {
  const { id } = await raiseAlarm(api.database);
  const answers = await Promise.all(
    Array.from({ length: 4 }, (_, n) => kari.post(`/api/alarms/${id}/note`, { text: `${n}` })),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
});

test('a role that may not touch the alarm is told 403', async () => {
  const { id } = await raiseAlarm(api.database);
  const technician = await api.user('technician');
  const refused = await technician.post(`/api/alarms/${id}/answer`);
  expect(refused.statusCode).toBe(403);
  expect(refused.json().code).toBe('role');
});

test('shelve, release, colour and respond reach the domain with what was sent', async () => {
  const { id } = await raiseAlarm(api.database, { colour: 'yellow', kind: 'door-open' });
  await kari.post(`/api/alarms/${id}/answer`);
  const sent = await kari.post(`/api/alarms/${id}/respond`, { responder: 'Nattpatrulje 1' });
  expect(sent.json()).toMatchObject({ state: 'responding', responder: 'sent' });
  expect((await kari.post(`/api/alarms/${id}/close`, { cause: 'unknown', action: 'none' })).json().code).toBe(
    'responder-not-done',
  );
  await kari.post(`/api/alarms/${id}/respond`, { status: 'called-off' });
  expect((await kari.post(`/api/alarms/${id}/colour`, { colour: 'green' })).json().code).toBe('colour-reason-missing');
  const lowered = await kari.post(`/api/alarms/${id}/colour`, { colour: 'green', reason: 'Er hjemme' });
  expect(lowered.json()).toMatchObject({ colour: 'green' });
});

test('what does not exist is 404, what is out of shape is 400 with its faults', async () => {
  const unknown = await kari.post(`/api/alarms/${randomUUID()}/answer`);
  expect(unknown.statusCode).toBe(404);
  expect(problemSchema.parse(unknown.json()).code).toBe('alarm-unknown');
  const { id } = await raiseAlarm(api.database);
  const bad = await kari.post(`/api/alarms/${id}/close`, { cause: 'boredom' });
  expect(bad.statusCode).toBe(400);
  const problem = problemSchema.parse(bad.json());
  expect(problem.code).toBe('request-invalid');
  expect(problem.faults?.map(({ path }) => path)).toEqual(['body/cause', 'body/action']);
  expect(bad.body).not.toContain('boredom');
});

test("another municipality's alarm is nobody's business", async () => {
  await api.database.query(
    "insert into municipality select '0301', 'Oslo', answer_targets from municipality where id = '1103' on conflict do nothing",
  );
  const { id } = await raiseAlarm(api.database);
  const stranger = await api.user('operator', { municipality: '0301' });
  expect((await stranger.post(`/api/alarms/${id}/answer`)).statusCode).toBe(404);
  expect((await stranger.get(`/api/alarms/${id}`)).statusCode).toBe(404);
  expect((await stranger.get('/api/alarms')).json().items).toEqual([]);
});
