import { setTimeout as sleep } from 'node:timers/promises';
import { holdOperator, loadAlarm, saveAlarm } from '@varde/postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { raiseAlarm } from '../../testing/raise-alarm.ts';
import { startTestApi, type TestApi } from '../../testing/test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test('none waits: 204', async () => {
  const answer = await (await api.user()).post('/api/alarms/next');
  expect(answer.statusCode).toBe(204);
  expect(answer.body).toBe('');
});

test('the first of the waiting order is reserved for whoever asks, and asked twice it is the same', async () => {
  const kari = await api.user();
  const yellow = await raiseAlarm(api.database, { colour: 'yellow' });
  const red = await raiseAlarm(api.database, { colour: 'red' });
  const next = await kari.post('/api/alarms/next');
  expect(next.json()).toMatchObject({ id: red.id, state: 'offered', operator: { id: kari.id } });
  expect(Date.parse(next.json().offerUntil)).toBeGreaterThan(Date.now() + 5_000);
  expect((await kari.post('/api/alarms/next')).json().id).toBe(red.id);
  const ola = await api.user();
  expect((await ola.post(`/api/alarms/${red.id}/answer`)).statusCode).toBe(409);
  expect((await ola.post('/api/alarms/next')).json().id).toBe(yellow.id);
  for (const [user, { id }] of [
    [kari, red],
    [ola, yellow],
  ] as const) {
    await user.post(`/api/alarms/${id}/answer`);
    await user.post(`/api/alarms/${id}/close`, { cause: 'test', action: 'none' });
  }
});

test('many operators asking at once never get the same alarm', async () => {
  const raised = await Promise.all(Array.from({ length: 12 }, () => raiseAlarm(api.database)));
  const operators = await Promise.all(Array.from({ length: 15 }, () => api.user()));
  const answers = await Promise.all(operators.map((operator) => operator.post('/api/alarms/next')));
  const got = answers.filter(({ statusCode }) => statusCode === 200).map((answer) => answer.json().id as string);
  expect(new Set(got)).toEqual(new Set(raised.map(({ id }) => id)));
  expect(got).toHaveLength(12);
});

test('one operator who asks many times at once has one alarm', async () => {
  const raised = await Promise.all(Array.from({ length: 3 }, () => raiseAlarm(api.database)));
  const kari = await api.user();
  const answers = await Promise.all(Array.from({ length: 6 }, () => kari.post('/api/alarms/next')));
  expect(answers.map((answer) => answer.statusCode)).toEqual(Array.from({ length: 6 }, () => 200));
  const got = new Set(answers.map((answer) => answer.json().id as string));
  expect([...got]).toHaveLength(1);
  expect(raised.map(({ id }) => id)).toContain([...got][0]);
});

test('who is offered an alarm at the very moment they ask for the next has that one, not two', async () => {
  const kari = await api.user();
  await kari.get('/api/me');
  await api.database.query(
    'insert into presence (staff_id, available, since, seen_at) values ($1, true, now(), now())',
    kari.id,
  );
  const offered = await raiseAlarm(api.database);
  await raiseAlarm(api.database, { colour: 'red' });
  const asked = await api.database.db.transaction().execute(async (tx) => {
    // As the dispatcher offers.
    await holdOperator(tx, kari.id);
    const asking = kari.post('/api/alarms/next');
    const before = await loadAlarm(tx, offered.id);
    if (before === null) throw new Error('it was raised');
    const offer = { state: 'offered', operatorId: kari.id, offerUntil: Date.now() + 8_000 } as const;
    const change = { action: 'offered', actorId: null, detail: { operatorId: kari.id } };
    // Long enough for the api to look for itself, were it not held.
    await sleep(200);
    await saveAlarm(tx, before, { ...before, ...offer }, change, Date.now());
    return { asking };
  });
  expect((await asked.asking).json().id).toBe(offered.id);
});

test("a technician's next is from the technicians' queue", async () => {
  const blue = await raiseAlarm(api.database, { colour: 'blue', queue: 'technician' });
  expect((await (await api.user('technician')).post('/api/alarms/next')).json().id).toBe(blue.id);
});
