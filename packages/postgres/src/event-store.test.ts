import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  insertDevice,
  insertMunicipality,
  startTestDatabase,
  TEST_MUNICIPALITY,
  type TestDatabase,
  testEvent,
} from '../testing/index.ts';
import { findUndecidedEvents, loadDeviceIdentities, type NewEvent, storeEvents } from './index.ts';

let database: TestDatabase;
let deviceId: string;
const receivedAt = Date.parse('2026-11-21T12:00:00.123Z');

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
  deviceId = await insertDevice(database.db, { profile: 'social-alarm' });
});
afterAll(() => database.stop());

const event = (change: Partial<NewEvent> = {}): NewEvent =>
  testEvent(deviceId, receivedAt, { at: receivedAt - 100, ...change });

test('the same event five times is one event', async () => {
  const same = event({ data: { room: 'bad' }, marks: ['late'], seq: 7 });
  const stored = await Promise.all([1, 2, 3, 4, 5].map(() => storeEvents(database.db, [same])));
  expect(stored.flat()).toHaveLength(1);
  const rows = await database.query(
    'select at, data, marks, seq, test from event where message_id = $1',
    same.messageId,
  );
  expect(rows).toEqual([{ at: same.at, data: { room: 'bad' }, marks: ['late'], seq: 7, test: false }]);
});

test('the same id with another kind or time is another event', async () => {
  const first = event();
  const stored = await storeEvents(database.db, [
    first,
    { ...first, kind: 'fire-alarm' },
    { ...first, at: first.at + 1 },
    first,
  ]);
  expect(stored.map((one) => one.kind)).toEqual(['alarm-button-pressed', 'fire-alarm', 'alarm-button-pressed']);
});

test('a clock at its zero, 1900, is kept to the millisecond', async () => {
  const at = Date.parse('1900-01-01T00:00:00.001Z');
  const old = event({ at });
  await storeEvents(database.db, [old]);
  expect(await database.query('select at from event where message_id = $1', old.messageId)).toEqual([{ at }]);
});

test('the sweep finds what is old enough, the red kinds first, and not what has its own time', async () => {
  await database.query('update event set outcome = $1', 'recorded');
  const button = event();
  const fire = event({ kind: 'fire-alarm' });
  const young = event({ receivedAt: receivedAt + 1_000 });
  const door = event({ kind: 'door-opened', lane: 'event' });
  const ids = (await storeEvents(database.db, [button, fire, young, door])).map((one) => one.id);
  const sweep = { lane: 'alarm', receivedBefore: receivedAt + 500, limit: 10, urgentKinds: ['fire-alarm'] } as const;
  expect(await findUndecidedEvents(database.db, { ...sweep, except: [] })).toEqual([ids[1], ids[0]]);
  expect(await findUndecidedEvents(database.db, { ...sweep, except: [ids[1]!] })).toEqual([ids[0]]);
});

test('the sweep finds the first of every device before the second of any', async () => {
  await database.query('update event set outcome = $1', 'recorded');
  const other = await insertDevice(database.db, { profile: 'smoke-detector' });
  const flood = Array.from({ length: 5 }, () => event({ kind: 'fire-alarm' }));
  const fire = testEvent(other, receivedAt, { kind: 'fire-alarm' });
  const ids = (await storeEvents(database.db, [...flood, fire])).map((one) => one.id);
  const sweep = { lane: 'alarm', receivedBefore: receivedAt + 500, urgentKinds: ['fire-alarm'], except: [] } as const;
  expect(await findUndecidedEvents(database.db, { ...sweep, limit: 3 })).toEqual([ids[0], ids[5], ids[1]]);
});

test('identity is known of registered devices only', async () => {
  expect(await loadDeviceIdentities(database.db, [deviceId, randomUUID()])).toEqual([
    { id: deviceId, municipalityId: TEST_MUNICIPALITY, profile: 'social-alarm', functionsOff: [] },
  ]);
});
