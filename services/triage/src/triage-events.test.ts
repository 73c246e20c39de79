import { randomUUID } from 'node:crypto';
import {
  hearRings,
  insertDevice,
  insertHome,
  insertMunicipality,
  insertStaff,
  startTestDatabase,
  TEST_MUNICIPALITY,
  type TestDatabase,
  type TestHome,
} from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { alarmsOf, answer, createRunner, makeEvent, store, T0 } from './testing/triage-bench.ts';

let database: TestDatabase;
let home: TestHome;
let deviceId: string;

beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
});
afterAll(() => database.stop());
beforeEach(async () => {
  home = await insertHome(database.db);
  deviceId = await insertDevice(database.db, {
    profile: 'social-alarm',
    homeId: home.id,
    residentId: home.residentIds[0]!,
  });
});

const outcomesOf = (ids: readonly string[]): Promise<{ outcome: string | null; alarm_id: string | null }[]> =>
  database.query('select outcome, alarm_id from event where id = any($1::bigint[]) order by id', ids);

test('a pressed button becomes an alarm of its resident, with its change row, and is announced', async () => {
  const runner = createRunner(database.db);
  const ids = await store(database.db, makeEvent(deviceId, 'alarm-button-pressed'));
  await runner.triageEvents(ids);
  const alarms = await alarmsOf(database, deviceId);
  expect(alarms).toMatchObject([{ kind: 'alarm-button-pressed', colour: 'orange', state: 'queued', events: 1 }]);
  expect(await outcomesOf(ids)).toEqual([{ outcome: 'raised', alarm_id: alarms[0]!.id }]);
  const rows = await database.query(
    `select alarm.resident_ids, alarm.home_id, alarm.message_ids, log.action, log.version, alarm.change = log.seq as latest
     from alarm join change_log log on log.subject_id = alarm.id where alarm.id = $1`,
    alarms[0]!.id,
  );
  expect(rows).toMatchObject([
    { resident_ids: home.residentIds, home_id: home.id, action: 'raised', version: 1, latest: true },
  ]);
  expect(runner.announced).toEqual([TEST_MUNICIPALITY]);
});

test('the same event, decided by many runners at once, is decided once', async () => {
  const ids = await store(database.db, makeEvent(deviceId, 'fall-detected'));
  const runners = [1, 2, 3, 4, 5].map(() => createRunner(database.db));
  await Promise.all(runners.map((runner) => runner.triageEvents(ids)));
  expect(await alarmsOf(database, deviceId)).toMatchObject([{ events: 1, version: 1 }]);
  expect(runners.flatMap((runner) => runner.announced)).toHaveLength(1);
});

test('two repeats milliseconds apart, decided at the same time, are one alarm counted twice', async () => {
  const first = await store(database.db, makeEvent(deviceId, 'fall-detected', { at: T0 }));
  const second = await store(database.db, makeEvent(deviceId, 'fall-detected', { at: T0 + 3 }));
  await Promise.all([first, second].map((ids) => createRunner(database.db).triageEvents(ids)));
  expect(await alarmsOf(database, deviceId)).toMatchObject([{ events: 2, version: 2 }]);
});

test('an id used again for another kind is not swallowed, and a technician is told', async () => {
  const messageId = randomUUID();
  const ids = await store(
    database.db,
    makeEvent(deviceId, 'alarm-button-pressed', { messageId }),
    makeEvent(deviceId, 'fall-detected', { messageId }),
  );
  await createRunner(database.db).triageEvents(ids);
  expect((await alarmsOf(database, deviceId)).map((alarm) => [alarm.kind, alarm.colour])).toEqual([
    ['alarm-button-pressed', 'orange'],
    ['device-fault', 'blue'],
    ['fall-detected', 'red'],
  ]);
  const marks = await database.query('select marks from event where id = $1', ids[1]);
  expect(marks).toEqual([{ marks: ['id-reused'] }]);
});

test('of two events with one id the second to be decided is marked, whichever was stored first', async () => {
  const messageId = randomUUID();
  const ids = await store(
    database.db,
    makeEvent(deviceId, 'alarm-button-pressed', { messageId }),
    makeEvent(deviceId, 'fall-detected', { messageId }),
  );
  const runner = createRunner(database.db);
  // As if the first had its number but was not committed yet.
  await database.query(`update event set message_id = $2 where id = $1`, ids[0], randomUUID());
  await runner.triageEvents([ids[1]!]);
  await database.query(`update event set message_id = $2 where id = $1`, ids[0], messageId);
  await runner.triageEvents([ids[0]!]);
  expect(await database.query('select marks from event where id = any($1::bigint[]) order by id', ids)).toEqual([
    { marks: ['id-reused'] },
    { marks: [] },
  ]);
  expect((await alarmsOf(database, deviceId)).map(({ kind }) => kind)).toContain('device-fault');
});

test('a restore that overtakes its raise is remembered, and the alarm waits for its answer all the same', async () => {
  const fire = makeEvent(deviceId, 'fire-alarm', { at: T0, seq: 1 });
  const over = makeEvent(deviceId, 'fire-restored', { at: T0 + 10, seq: 2 });
  const runner = createRunner(database.db);
  await runner.triageEvents(await store(database.db, over));
  await runner.triageEvents(await store(database.db, fire));
  expect(await alarmsOf(database, deviceId)).toMatchObject([
    { kind: 'fire-alarm', condition: 'restored', state: 'queued' },
  ]);
});

test('within one batch each event sees the alarms and restores of those before it', async () => {
  const ids = await store(
    database.db,
    makeEvent(deviceId, 'fire-restored', { at: T0 + 10, seq: 2 }),
    makeEvent(deviceId, 'fire-alarm', { at: T0, seq: 1 }),
    makeEvent(deviceId, 'fire-alarm', { at: T0 + 20, seq: 3 }),
    makeEvent(deviceId, 'fire-alarm', { at: T0 + 30, seq: 4 }),
  );
  await createRunner(database.db, 'event').triageEvents(ids);
  expect(await alarmsOf(database, deviceId)).toMatchObject([{ condition: 'active', events: 3, version: 3 }]);
  expect((await outcomesOf(ids)).map((row) => row.outcome)).toEqual(['recorded', 'raised', 'merged', 'merged']);
});

test.each([
  ['on the way: the shut door keeps them out', 'on-the-way', 'orange'],
  ['done: it can wait for a technician', 'done', 'blue'],
] as const)(
  'a lock jams where a responder, sent for another device of the home, is %s',
  async (_name, status, colour) => {
    const runner = createRunner(database.db, 'event');
    const lockId = await insertDevice(database.db, { profile: 'e-lock', homeId: home.id });
    await runner.triageEvents(await store(database.db, makeEvent(deviceId, 'fall-detected')));
    await database.query('update alarm set responder = $1 where device_id = $2', status, deviceId);
    const elsewhere = await insertDevice(database.db, {
      profile: 'e-lock',
      homeId: (await insertHome(database.db)).id,
    });
    await runner.triageEvents(
      await store(database.db, makeEvent(lockId, 'lock-jammed'), makeEvent(elsewhere, 'lock-jammed')),
    );
    expect(await alarmsOf(database, lockId)).toMatchObject([{ kind: 'lock-jammed', colour }]);
    expect(await alarmsOf(database, elsewhere)).toMatchObject([{ kind: 'lock-jammed', colour: 'blue' }]);
  },
);

test('a message merged into an answered alarm tells its device so', async () => {
  const runner = createRunner(database.db);
  await runner.triageEvents(await store(database.db, makeEvent(deviceId, 'alarm-button-pressed')));
  const [alarm] = await alarmsOf(database, deviceId);
  await answer(database.db, alarm!.id, await insertStaff(database.db));
  const again = makeEvent(deviceId, 'alarm-button-pressed', { at: T0 + 600 });
  await runner.triageEvents(await store(database.db, again));
  const receipts = await database.query('select body from receipt_outbox where device_id = $1', deviceId);
  expect(receipts).toEqual([{ body: { id: again.messageId, state: 'answered', at: '2026-11-21T12:00:00.500Z' } }]);
  const changes = await database.query<{ detail: object }>(
    `select detail from change_log where subject_id = $1 and action = 'merged'`,
    alarm!.id,
  );
  expect(changes).toMatchObject([{ detail: { rings: true } }]);
});

test('a technician who answers for a reused id has answered no call of that device', async () => {
  const runner = createRunner(database.db);
  const messageId = randomUUID();
  const reusing = (n: number) => makeEvent(deviceId, 'fall-detected', { messageId, at: T0 + n });
  await runner.triageEvents(await store(database.db, reusing(0), reusing(1)));
  const report = (await alarmsOf(database, deviceId)).find(({ kind }) => kind === 'device-fault');
  await database.query(`update alarm set queue = 'operator' where id = $1`, report!.id);
  await answer(database.db, report!.id, await insertStaff(database.db));
  await runner.triageEvents(await store(database.db, reusing(2)));
  expect(await database.query('select body from receipt_outbox where device_id = $1', deviceId)).toEqual([]);
});

test('an alarm answered while its repeat is decided keeps both the answer and the repeat', async () => {
  const runner = createRunner(database.db);
  await runner.triageEvents(await store(database.db, makeEvent(deviceId, 'fall-detected')));
  const [alarm] = await alarmsOf(database, deviceId);
  const operatorId = await insertStaff(database.db);
  const ids = await store(
    database.db,
    ...[1, 2, 3, 4].map((n) => makeEvent(deviceId, 'fall-detected', { at: T0 + n })),
  );
  const answering = async (): Promise<void> => {
    for (;;) {
      try {
        await answer(database.db, alarm!.id, operatorId);
        return;
      } catch (error) {
        if (!String(error).includes('not saved')) throw error;
      }
    }
  };
  await Promise.all([answering(), ...ids.map((id) => createRunner(database.db).triageEvents([id]))]);
  expect(await alarmsOf(database, deviceId)).toMatchObject([{ state: 'handling', events: 5, version: 6 }]);
});

test('an alarm rings the streams with its own commit, a batch of events leaves that to the announcer', async () => {
  const rings = await hearRings(database.url);
  const decideIn = async (lane: 'alarm' | 'event'): Promise<number> => {
    const ids = await store(database.db, makeEvent(deviceId, 'alarm-button-pressed'));
    await createRunner(database.db, lane).triageEvents(ids);
    return rings.count();
  };
  expect([await decideIn('alarm'), await decideIn('event')]).toEqual([1, 0]);
  await rings.close();
});

test('all that a batch writes is one transaction, though its writes travel with the commit', async () => {
  const [id] = await store(database.db, makeEvent(deviceId, 'alarm-button-pressed'));
  await createRunner(database.db).triageEvents([id ?? '']);
  const [row] = await database.query<{ event: string; alarm: string; change: string }>(
    `select event.xmin as event, alarm.xmin as alarm, change_log.xmin as change
     from event join alarm on alarm.id = event.alarm_id join change_log on change_log.subject_id = alarm.id
     where event.id = $1`,
    id,
  );
  expect(row?.event).toBeDefined();
  expect(new Set(Object.values(row ?? {})).size).toBe(1);
});
