import { alarmSchema, listOf } from '@varde/contracts';
import { insertMunicipality } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { raiseAlarm } from '../../testing/raise-alarm.ts';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let kari: TestUser;
const now = Date.now();

beforeAll(async () => {
  api = await startTestApi();
});
beforeEach(async () => {
  await api.database.clear();
  await insertMunicipality(api.database.db);
  kari = await api.user();
});
afterAll(() => api.close());

const list = async (query = ''): Promise<{ items: { id: string; number: number }[]; next?: string | undefined }> => {
  const answer = await kari.get(`/api/alarms${query}`);
  expect(answer.statusCode).toBe(200);
  return listOf(alarmSchema).parse(answer.json());
};

const ids = async (query = ''): Promise<string[]> => (await list(query)).items.map(({ id }) => id);

test('what waits is listed in the order it should be answered', async () => {
  const yellow = await raiseAlarm(api.database, { colour: 'yellow' }, now - 10_000);
  const late = await raiseAlarm(api.database, { colour: 'green' }, now - 3_600_000);
  const red = await raiseAlarm(api.database, { colour: 'red' }, now);
  expect(await ids()).toEqual([red.id, yellow.id, late.id]);
});

test('filters: queue, state, colour, resident, device', async () => {
  const red = await raiseAlarm(api.database, { colour: 'red' });
  const blue = await raiseAlarm(api.database, { colour: 'blue', queue: 'technician' });
  await kari.post(`/api/alarms/${red.id}/answer`);
  expect(await ids('?queue=operator')).toEqual([red.id]);
  expect(await ids('?queue=technician')).toEqual([blue.id]);
  expect(await ids('?state=handling')).toEqual([red.id]);
  expect(await ids('?state=queued')).toEqual([blue.id]);
  expect(await ids('?colour=blue')).toEqual([blue.id]);
  expect(await ids(`?resident=${red.residentId}`)).toEqual([red.id]);
  expect(await ids(`?device=${blue.deviceId}`)).toEqual([blue.id]);
  expect(await ids('?state=closed')).toEqual([]);
});

test('pages of the waiting list join, though time passes and the alarm between them is closed', async () => {
  const raised = [];
  for (let n = 0; n < 7; n += 1) raised.push(await raiseAlarm(api.database, { colour: 'yellow' }, now - n * 1_000));
  const expected = raised.map(({ id }) => id).reverse();
  const first = await list('?limit=3');
  expect(first.items.map(({ id }) => id)).toEqual(expected.slice(0, 3));
  const between = first.items[2]?.id ?? '';
  await kari.post(`/api/alarms/${between}/answer`);
  await kari.post(`/api/alarms/${between}/close`, { cause: 'test', action: 'none' });
  const second = await list(`?limit=3&cursor=${first.next}`);
  const third = await list(`?limit=3&cursor=${second.next}`);
  expect([...second.items, ...third.items].map(({ id }) => id)).toEqual(expected.slice(3));
  expect(third.next).toBeUndefined();
});

test('closed ones: the latest number first, in pages', async () => {
  const raised = [];
  for (let n = 0; n < 5; n += 1) {
    const { id } = await raiseAlarm(api.database);
    await kari.post(`/api/alarms/${id}/answer`);
    await kari.post(`/api/alarms/${id}/close`, { cause: 'test', action: 'none' });
    raised.unshift(id);
  }
  const first = await list('?state=closed&limit=3');
  const second = await list(`?state=closed&limit=3&cursor=${first.next}`);
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(raised);
  expect(second.next).toBeUndefined();
});

test('an alarm says why it has its colour, whose it is and where', async () => {
  await raiseAlarm(api.database, { colour: 'orange' });
  expect((await list()).items[0]).toMatchObject({
    label: 'Trygghetsalarm utløst',
    category: 'social-alarm',
    residents: [{ name: 'Prøve Person' }],
    device: { profile: 'social-alarm', label: expect.any(String) },
    area: { id: 'test-area' },
    place: 'Bad',
    why: [{ code: 'kind', text: 'Trygghetsalarm utløst er i utgangspunktet oransje.' }],
  });
});
