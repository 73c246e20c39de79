import { randomUUID } from 'node:crypto';
import { loadDeviceIdentities } from '@varde/postgres';
import { insertDevice, insertMunicipality, startTestDatabase, type TestDatabase } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Delivery, readDelivery } from './delivery.ts';
import { createDeviceRegistry } from './device-registry.ts';
import { receiptFor } from './receipts.ts';
import { createStoreDeliveries, type StoreDeliveries } from './store-deliveries.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
let database: TestDatabase;
let store: StoreDeliveries;
let deviceId: string;

const createStore = (): StoreDeliveries =>
  createStoreDeliveries({
    db: database.db,
    registry: createDeviceRegistry((ids) => loadDeviceIdentities(database.db, ids), Date.now),
    newId: randomUUID,
  });

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
  store = createStore();
});
afterAll(() => database.stop());
beforeEach(async () => {
  deviceId = await insertDevice(database.db, { profile: 'social-alarm' });
});

const delivery = (lane: 'alarm' | 'event', body: unknown, device = deviceId, receivedAt = T0): Delivery =>
  readDelivery(
    `varde/v1/${device}/${lane}`,
    Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    lane,
    receivedAt,
  );

const message = (kind: string, more: object = {}): object => ({
  id: randomUUID(),
  kind,
  at: '2026-11-21T11:59:59.900Z',
  ...more,
});

const eventsOf = (device = deviceId): Promise<{ kind: string; lane: string; marks: string[]; data: unknown }[]> =>
  database.query('select kind, lane, marks, data from event where device_id = $1 order by id', device);
const reasonsOf = async (device = deviceId): Promise<string[]> =>
  (
    await database.query<{ reason: string }>('select reason from quarantine where device_id = $1 order by id', device)
  ).map((row) => row.reason);

test('a message five times, to two processes at once, is one event and five receipts', async () => {
  const same = delivery('alarm', message('alarm-button-pressed'));
  const other = createStore();
  const stored = await Promise.all([store, other, store, other, store].map((process) => process([same])));
  expect(stored.flatMap((one) => one.fresh)).toHaveLength(1);
  expect(stored.flatMap((one) => one.judged.map((judged) => receiptFor(judged)?.receipt.state))).toEqual(
    Array(5).fill('stored'),
  );
  expect(await eventsOf()).toHaveLength(1);
});

test('in an array each message is judged alone', async () => {
  const good = message('battery-low');
  const { judged, fresh } = await store([
    delivery('event', [good, message('no-such-kind'), message('device-silent'), 7, good]),
  ]);
  expect(fresh).toHaveLength(1);
  expect(judged.map((one) => receiptFor(one)?.receipt)).toMatchObject([
    { state: 'stored' },
    { state: 'rejected', reason: 'unknown-kind' },
    { state: 'rejected', reason: 'service-only-kind' },
    { state: 'rejected', reason: 'out-of-shape', id: null },
    { state: 'stored' },
  ]);
  expect(await reasonsOf()).toEqual(['unknown-kind', 'service-only-kind', 'out-of-shape']);
});

test('garbage on the alarm topic, read by two processes, is one row and one unreadable alarm', async () => {
  const garbage = delivery('alarm', '{"id": "hjelp');
  const stored = await Promise.all([store, createStore()].map((process) => process([garbage])));
  expect(stored.flatMap((one) => one.fresh)).toMatchObject([{ kind: 'alarm-unreadable', lane: 'alarm' }]);
  expect(await reasonsOf()).toEqual(['not-json']);
  expect(await eventsOf()).toMatchObject([{ kind: 'alarm-unreadable', data: { reason: 'not-json' } }]);
  // The device sends it again later: that is news.
  await store([{ ...garbage, receivedAt: T0 + 15_000 }]);
  expect(await eventsOf()).toHaveLength(2);
});

test('of garbage too large the first KiB is kept', async () => {
  await store([delivery('alarm', 'x'.repeat(20_000))]);
  const rows = await database.query(
    'select reason, size, length(payload) as kept from quarantine where device_id = $1',
    deviceId,
  );
  expect(rows).toEqual([{ reason: 'too-large', size: 20_000, kept: 1_024 }]);
});

test('a call for help is decided among the alarms, whichever topic it came on', async () => {
  await store([delivery('event', message('alarm-button-pressed'))]);
  expect(await eventsOf()).toMatchObject([{ kind: 'alarm-button-pressed', lane: 'alarm', marks: ['wrong-lane'] }]);
});

test('an unknown device is quarantined, and known the moment it is registered', async () => {
  const stranger = randomUUID();
  const { judged } = await store([delivery('alarm', message('fall-detected'), stranger)]);
  expect(receiptFor(judged[0]!)?.receipt).toMatchObject({ state: 'rejected', reason: 'unknown-device' });
  expect(await reasonsOf(stranger)).toEqual(['unknown-device']);
  await database.query(
    `insert into device (id, municipality_id, profile, serial, registered_at) values ($1, '1103', 'social-alarm', 'x', now())`,
    stranger,
  );
  expect((await store([delivery('alarm', message('fall-detected'), stranger)])).fresh).toHaveLength(1);
});

test('a topic that names no device is quarantined and answered to nobody', async () => {
  const { judged } = await store([readDelivery('varde/v1/kari/alarm', Buffer.from('{}'), 'alarm', T0)]);
  expect(receiptFor(judged[0]!)).toBeNull();
  expect(await database.query(`select reason from quarantine where topic = 'varde/v1/kari/alarm'`)).toEqual([
    { reason: 'unknown-device' },
  ]);
});

test('what the database refuses takes nothing else of its batch with it', async () => {
  const gone = await insertDevice(database.db, { profile: 'social-alarm' });
  await store([delivery('event', message('battery-low'), gone)]);
  await database.query('delete from event where device_id = $1', gone);
  await database.query('delete from device where id = $1', gone);
  const { fresh } = await store([
    delivery('event', message('battery-low'), gone),
    delivery('event', message('battery-low')),
  ]);
  expect(fresh).toHaveLength(1);
  expect(await eventsOf()).toHaveLength(1);
  expect(await reasonsOf(gone)).toEqual(['unknown-device']);
});

test('a fault of ours rejects, so that there is neither receipt nor acknowledgement', async () => {
  await database.query('alter table event rename to event_away');
  await expect(store([delivery('alarm', message('fall-detected'))])).rejects.toThrow();
  await database.query('alter table event_away rename to event');
  expect(await reasonsOf()).toEqual([]);
});
