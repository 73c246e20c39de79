import { meSchema } from '@varde/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../testing/test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test('who I am, and whether I take alarms and since when', async () => {
  const kari = await api.user('operator', { name: 'Kari' });
  expect(meSchema.parse((await kari.get('/api/me')).json())).toMatchObject({
    name: 'Kari',
    role: 'operator',
    municipality: { id: '1103', name: 'Stavanger' },
    presence: { available: false },
  });
  const put = (available: boolean) => kari.send({ method: 'PUT', url: '/api/me/presence', payload: { available } });
  const first = (await put(true)).json();
  expect(first.available).toBe(true);
  expect((await put(true)).json()).toEqual(first);
  expect((await kari.get('/api/me')).json().presence).toEqual(first);
  await put(false);
  const changes = await api.database.query<{ action: string }>(
    'select action from change_log where subject_id = $1 order by seq',
    kari.id,
  );
  expect(changes.map(({ action }) => action)).toEqual(['available', 'away']);
});

test('the header counts who is here, free or busy, and who waits', async () => {
  const kari = await api.user();
  const present = async (): Promise<number> => (await kari.get('/api/reports/summary')).json().operatorsPresent;
  const before = await present();
  await kari.send({ method: 'PUT', url: '/api/me/presence', payload: { available: false } });
  const technician = await api.user('technician');
  await technician.send({ method: 'PUT', url: '/api/me/presence', payload: { available: true } });
  expect(await present()).toBe(before + 1);
  expect((await kari.get('/api/reports/summary')).json()).toMatchObject({ waiting: 0 });
});
