import { randomUUID } from 'node:crypto';
import {
  CANARY_DEVICES,
  CANARY_KIND,
  CANARY_LANES,
  CANARY_MUNICIPALITY,
  type CanaryLane,
  type Instant,
  minutes,
  seconds,
} from '@varde/domain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  insertMunicipality,
  startTestDatabase,
  TEST_MUNICIPALITY,
  type TestDatabase,
  testEvent,
} from '../testing/index.ts';
import {
  beginCanaries,
  deleteCanaryEvents,
  noteCanariesSent,
  noteCanaryDispatched,
  sweepCanaries,
} from './canary-store.ts';
import { loadMunicipalities } from './dispatch-store.ts';
import { storeEvents } from './event-store.ts';
import { createLaneWatch, type LaneWatch } from './lane-watch.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
let database: TestDatabase;
let now: Instant;
let told: string[];

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.clear();
  await insertMunicipality(database.db);
  now = T0;
  told = [];
});

const watcher = (name = 'watch'): LaneWatch =>
  createLaneWatch({
    db: database.db,
    now: () => now,
    newId: randomUUID,
    onTold: (lane, verdict) =>
      told.push(`${name}: ${lane} ${verdict.kind === 'silent' ? verdict.missing : verdict.kind}`),
  });

type How = { sends?: boolean; stores?: boolean; decides?: boolean; swept?: boolean; dispatches?: boolean };

/** One canary on each lane sets out now, and comes as far as is said. */
const canaries = async (how: How = {}): Promise<void> => {
  const { sends = true, stores = true, decides = true, swept = false, dispatches = decides } = how;
  await beginCanaries(database.db, now);
  if (sends) await noteCanariesSent(database.db, ['alarm', 'event', 'status'], now);
  if (!sends || !stores) return;
  const events = (['alarm', 'event'] as const).map((lane) =>
    testEvent(CANARY_DEVICES[lane], now, { municipalityId: CANARY_MUNICIPALITY, lane, kind: CANARY_KIND }),
  );
  await storeEvents(database.db, events);
  await database.query(
    `insert into device_status (device_id, last_contact) values ($1, $2)
     on conflict (device_id) do update set last_contact = excluded.last_contact`,
    CANARY_DEVICES.status,
    new Date(now).toISOString(),
  );
  if (swept) for (const lane of ['alarm', 'event'] as const) await sweepCanaries(database.db, lane, now + 1, 10);
  if (decides) await database.query(`update event set outcome = 'recorded'`);
  if (dispatches) await noteCanaryDispatched(database.db, now);
};

/** So many times ten seconds pass, each with a look before and after its canaries. */
const pass = async (rounds: number, watches: readonly LaneWatch[], how?: How | null): Promise<void> => {
  for (let round = 0; round < rounds; round += 1) {
    now += seconds(5);
    for (const watch of watches) await watch.look();
    now += seconds(5);
    if (how !== null) await canaries(how);
    for (const watch of watches) await watch.look();
  }
};

type Row = { municipality: string; queue: string; kind: string; colour: string; condition: string; events: number };
const alarms = (): Promise<Row[]> =>
  database.query<Row>(
    `select municipality_id as municipality, queue, kind, colour, condition, events from alarm
     where state <> 'closed' order by kind, queue`,
  );
const inOrder = (watch: LaneWatch): CanaryLane[] => CANARY_LANES.filter((lane) => watch.isInOrder(lane));

test('canaries that arrive say nothing to anybody', async () => {
  const watch = watcher();
  await pass(12, [watch]);
  expect(told).toEqual([]);
  expect(await alarms()).toEqual([]);
  expect(inOrder(watch)).toEqual(CANARY_LANES);
  expect(watch.age('alarm')).toBe(0);
});

test('a lane whose canaries stay away twice is told once, by one of those who watch, and taken back', async () => {
  const watches = [watcher('dispatcher'), watcher('api')];
  await pass(5, watches);
  await pass(2, watches, { stores: false });
  expect(await alarms()).toEqual([]);
  await pass(4, watches, { stores: false });
  expect(told).toEqual([
    'dispatcher: alarm not-stored',
    'dispatcher: event not-stored',
    'dispatcher: status not-stored',
  ]);
  const expected = { municipality: TEST_MUNICIPALITY, condition: 'active', events: 1 };
  expect(await alarms()).toEqual([
    { ...expected, queue: 'operator', kind: 'alarm-lane-silent', colour: 'red' },
    { ...expected, queue: 'technician', kind: 'alarm-lane-silent', colour: 'blue' },
    { ...expected, queue: 'operator', kind: 'event-lane-silent', colour: 'yellow' },
    { ...expected, queue: 'technician', kind: 'event-lane-silent', colour: 'blue' },
    { ...expected, queue: 'technician', kind: 'status-lane-silent', colour: 'blue' },
  ]);
  expect(inOrder(watches[1]!)).toEqual(['dispatch']);

  await pass(1, watches);
  expect((await alarms()).map(({ condition }) => condition)).toEqual(Array(5).fill('restored'));
  expect(inOrder(watches[1]!)).toEqual(CANARY_LANES);
  const actions = await database.query<{ action: string }>(
    `select action from change_log where subject = 'alarm' and subject_id = (
       select id from alarm where queue = 'operator' and kind = 'alarm-lane-silent') order by seq`,
  );
  expect(actions.map(({ action }) => action)).toEqual(['raised', 'restored']);
});

test('the same again is counted on what is still open; what a person closed is not raised anew while it lasts', async () => {
  const watch = watcher();
  await pass(3, [watch]);
  await pass(4, [watch], { stores: false });
  await pass(2, [watch]);
  await pass(4, [watch], { stores: false });
  expect((await alarms())[0]).toMatchObject({ kind: 'alarm-lane-silent', condition: 'active', events: 2 });
  await database.query(`update alarm set state = 'closed'`);
  await pass(6, [watch], { stores: false });
  expect(await alarms()).toEqual([]);
});

test('a queue that does not answer is no matter for operators while the sweep decides; that it does not, is', async () => {
  const watch = watcher();
  await pass(3, [watch]);
  await pass(4, [watch], { swept: true, dispatches: false });
  expect(await alarms()).toMatchObject([
    { kind: 'alarm-lane-silent', queue: 'technician' },
    { kind: 'dispatch-silent', queue: 'technician' },
    { kind: 'event-lane-silent', queue: 'technician' },
  ]);
  await pass(4, [watch], { decides: false });
  expect(told).toContain('watch: alarm not-decided');
  expect(await alarms()).toContainEqual(expect.objectContaining({ kind: 'alarm-lane-silent', queue: 'operator' }));
  await pass(4, [watch], { swept: true });
  const operators = (await alarms()).filter(({ queue }) => queue === 'operator');
  expect(operators).toMatchObject([{ condition: 'restored' }, { condition: 'restored' }]);
});

test('a dispatcher that is gone is told of as such', async () => {
  const watch = watcher('api');
  await pass(3, [watch]);
  await pass(4, [watch], null);
  expect(told).toEqual(['api: dispatch not-sent']);
  expect(await alarms()).toMatchObject([
    { kind: 'dispatch-silent', queue: 'operator', colour: 'orange' },
    { kind: 'dispatch-silent', queue: 'technician', colour: 'blue' },
  ]);
});

test('time when the watcher was away does not count, and it says so meanwhile', async () => {
  const watch = watcher();
  await pass(3, [watch]);
  now += minutes(10);
  expect(inOrder(watch)).toEqual([]);
  expect(watch.age('alarm')).toBe(minutes(10));
  await watch.look();
  expect(inOrder(watch)).toEqual(CANARY_LANES);
  await pass(3, [watch]);
  expect(told).toEqual([]);
});

test('canaries belong to nobody’s municipality, and are gone after a while, a few at a time', async () => {
  expect(await loadMunicipalities(database.db)).toHaveLength(1);
  await pass(10, [watcher()]);
  expect(await loadMunicipalities(database.db)).toHaveLength(1);
  expect(await deleteCanaryEvents(database.db, now - seconds(45), 6)).toBe(6);
  expect(await deleteCanaryEvents(database.db, now - seconds(45), 6)).toBe(4);
  expect(await database.query('select from event')).toHaveLength(10);
  expect(await database.query('select from change_log')).toEqual([]);
});
