import { randomUUID } from 'node:crypto';
import { minutes } from '@varde/domain';
import { insertAbsence } from '@varde/postgres';
import {
  insertDevice,
  insertHome,
  insertMunicipality,
  insertStaff,
  startTestDatabase,
  TEST_MUNICIPALITY,
  type TestDatabase,
} from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alarmsOf, createRunner, makeEvent, store, T0 } from './testing/triage-bench.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
});
afterAll(() => database.stop());

test('a sign of presence ends the absence for all devices at once, also for the rest of its batch', async () => {
  const { db } = database;
  const home = await insertHome(db);
  const residentId = home.residentIds[0] ?? '';
  const place = () => insertDevice(db, { profile: 'room-sensor', homeId: home.id, residentId });
  const [one, other] = [await place(), await place()];
  const by = { actorId: await insertStaff(db), now: T0 };
  const absence = { id: randomUUID(), municipalityId: TEST_MUNICIPALITY, residentId, reason: 'away' as const };
  const times = { from: T0 - minutes(60), until: T0 + minutes(60) };
  await db.transaction().execute((tx) => insertAbsence(tx, { ...absence, ...times }, [one, other], by));

  const ids = await store(
    db,
    makeEvent(other, 'inactivity', { lane: 'event' }),
    makeEvent(one, 'movement', { lane: 'event' }),
    makeEvent(other, 'absence', { lane: 'event' }),
  );
  await createRunner(db, 'event').triageEvents(ids);

  expect((await alarmsOf(database, one)).map(({ kind }) => kind)).toEqual(['presence-while-away']);
  expect((await alarmsOf(database, other)).map(({ kind }) => kind)).toEqual(['absence']);
  const [row] = await database.query<{ one: boolean }>(
    `select absence.xmin = change_log.xmin as one from absence join change_log on change_log.subject_id = absence.id
     where change_log.action = 'ended' and absence.ended_at is not null`,
  );
  expect(row).toEqual({ one: true });
});
