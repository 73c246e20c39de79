import { randomUUID } from 'node:crypto';
import { absenceSchema, listOf } from '@varde/contracts';
import { minutes } from '@varde/domain';
import { insertDevice, insertHome, type TestHome } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let kari: TestUser;
let home: TestHome;
let olga: string;
let own: string;
let shared: string;

beforeAll(async () => {
  api = await startTestApi();
  kari = await api.user('operator');
});
beforeEach(async () => {
  home = await insertHome(api.database.db, 2);
  olga = home.residentIds[0] ?? '';
  own = await insertDevice(api.database.db, { profile: 'bed-sensor', homeId: home.id, residentId: olga });
  shared = await insertDevice(api.database.db, { profile: 'room-sensor', homeId: home.id });
});
afterAll(() => api.close());

const hours = (count: number): string => new Date(Date.now() + minutes(60 * count)).toISOString();
const leave = (body?: object) => kari.post(`/api/residents/${olga}/absences`, body);

test('away for a day unless told, of one resident and not of those who live with them', async () => {
  const absence = absenceSchema.parse((await leave()).json());
  expect(absence).toMatchObject({ residentId: olga, reason: 'away', devices: [own] });
  expect(Date.parse(absence.until) - Date.parse(absence.from)).toBe(minutes(24 * 60));
  expect((await leave()).json().code).toBe('absent-already');
  const { items } = listOf(absenceSchema).parse((await kari.get(`/api/residents/${olga}/absences`)).json());
  expect(items).toEqual([absence]);
});

test('what others live with is not paused; where somebody lives alone it is', async () => {
  const refused = await leave({ devices: [own, shared] });
  expect(refused.json()).toMatchObject({
    status: 409,
    code: 'device-of-others',
    faults: [{ path: `devices/${shared}` }],
  });
  await api.database.query('delete from resident where id = $1', home.residentIds[1]);
  expect(absenceSchema.parse((await leave()).json()).devices.toSorted()).toEqual([own, shared].toSorted());
});

test('an end is always set: too late a one is refused, and it is renewed', async () => {
  expect((await leave({ until: hours(24 * 8) })).json().code).toBe('too-long');
  expect((await leave({ until: hours(-1) })).json().code).toBe('ends-before-it-begins');
  const { id } = absenceSchema.parse((await leave({ reason: 'hospital' })).json());
  const renewed = await kari.post(`/api/absences/${id}/renew`, { until: hours(72) });
  expect(renewed.json()).toMatchObject({ version: 2, reason: 'hospital' });
  const ended = absenceSchema.parse((await kari.post(`/api/absences/${id}/end`)).json());
  expect(ended.endedBy).toBe(kari.id);
  expect((await kari.post(`/api/absences/${id}/end`)).json()).toMatchObject({ code: 'absence-ended', current: { id } });
  expect((await leave()).statusCode).toBe(201);
  const log = await api.database.query<{ action: string }>(
    'select action from change_log where subject_id = $1 order by seq',
    id,
  );
  expect(log.map(({ action }) => action)).toEqual(['begun', 'renewed', 'ended']);
});

test('of nobody, and of nothing', async () => {
  expect((await kari.post(`/api/residents/${randomUUID()}/absences`)).json().code).toBe('resident-unknown');
  expect((await kari.post(`/api/absences/${randomUUID()}/end`)).json().code).toBe('absence-unknown');
});
