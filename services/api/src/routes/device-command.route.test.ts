import { randomUUID } from 'node:crypto';
import { deviceCommandSchema, listOf } from '@varde/contracts';
import { answerDeviceCommand } from '@varde/postgres';
import { insertDevice, insertHome } from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { raiseAlarm } from '../../testing/raise-alarm.ts';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let kari: TestUser;
let tore: TestUser;
beforeAll(async () => {
  api = await startTestApi();
  kari = await api.user('operator');
  tore = await api.user('technician');
});
afterAll(() => api.close());

const device = async (profile: string): Promise<string> =>
  insertDevice(api.database.db, { profile, homeId: (await insertHome(api.database.db)).id });
const refusal = async (who: TestUser, id: string, body: object): Promise<[number, string]> => {
  const answer = await who.post(`/api/devices/${id}/commands`, body);
  return [answer.statusCode, answer.json().code];
};

test('a technician starts a device anew, and sees what became of it', async () => {
  const id = await device('social-alarm');
  const asked = await tore.post(`/api/devices/${id}/commands`, { command: 'reboot' });
  expect(asked.statusCode).toBe(201);
  const command = deviceCommandSchema.parse(asked.json());
  expect(command.state).toBe('waiting');
  const answer = { id: command.id, deviceId: id, ok: false, reason: 'busy' };
  const other = { ...answer, deviceId: randomUUID() };
  expect(await answerDeviceCommand(api.database.db, other, Date.now())).toBe(false);
  expect(await answerDeviceCommand(api.database.db, answer, Date.now())).toBe(true);
  expect(await answerDeviceCommand(api.database.db, { ...answer, ok: true }, Date.now())).toBe(false);
  const { items } = listOf(deviceCommandSchema).parse((await kari.get(`/api/devices/${id}/commands`)).json());
  expect(items).toMatchObject([{ id: command.id, state: 'failed', reason: 'busy' }]);
});

test('what may not be asked is refused with its reason, and nothing is written', async () => {
  const lock = await device('e-lock');
  const { id: alarmId } = await raiseAlarm(api.database);
  expect(await refusal(kari, lock, { command: 'dance' })).toEqual([400, 'request-invalid']);
  expect(await refusal(kari, lock, { command: 'dispense-now' })).toEqual([409, 'command-unknown']);
  expect(await refusal(kari, lock, { command: 'unlock' })).toEqual([409, 'opening-unexplained']);
  expect(await refusal(kari, lock, { command: 'unlock', alarmId })).toEqual([409, 'alarm-elsewhere']);
  expect(await refusal(kari, lock, { command: 'unlock', alarmId: randomUUID() })).toEqual([404, 'alarm-unknown']);
  expect(await refusal(tore, lock, { command: 'unlock' })).toEqual([409, 'role']);
  expect(await refusal(kari, randomUUID(), { command: 'lock' })).toEqual([404, 'device-unknown']);
  const nobody = await api.user('case-worker');
  expect((await nobody.post(`/api/devices/${lock}/commands`, { command: 'lock' })).statusCode).toBe(403);
  expect((await kari.get(`/api/devices/${lock}/commands`)).json().items).toEqual([]);
});
