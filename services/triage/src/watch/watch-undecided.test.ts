import { randomUUID } from 'node:crypto';
import { localDay, minutes } from '@varde/domain';
import { insertDecision } from '@varde/postgres';
import {
  insertDevice,
  insertHome,
  insertMunicipality,
  startTestDatabase,
  TEST_MUNICIPALITY,
  type TestDatabase,
  type TestHome,
} from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { T0 } from '../testing/triage-bench.ts';
import { createUndecidedWatch } from './watch-undecided.ts';

let database: TestDatabase;
let home: TestHome;
let clock: number;
let look: () => Promise<void>;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.clear();
  await insertMunicipality(database.db);
  home = await insertHome(database.db, 2);
  clock = T0;
  look = createUndecidedWatch({ db: database.db, now: () => clock });
});

const grant = (residentId: string) =>
  database.db.transaction().execute((tx) =>
    insertDecision(
      tx,
      {
        ...{ id: randomUUID(), municipalityId: TEST_MUNICIPALITY, number: randomUUID(), residentId },
        ...{ validFrom: localDay(T0), validUntil: null, ended: null, orders: [], dueOn: null },
        grants: [
          { function: 'button', basis: null },
          { function: 'listening', basis: { kind: 'consent', givenOn: localDay(T0) } },
        ],
      },
      { actorId: null, now: T0 },
    ),
  );
const noted = async () =>
  (await database.query<{ id: string }>('select id from device where undecided_since is not null')).map(({ id }) => id);

test('a button that no decision grants is noted, and no more when one does; what is in stock needs none', async () => {
  const [olga = '', per = ''] = home.residentIds;
  const own = await insertDevice(database.db, { profile: 'social-alarm', homeId: home.id, residentId: olga });
  const shared = await insertDevice(database.db, { profile: 'social-alarm', homeId: home.id });
  await insertDevice(database.db, { profile: 'social-alarm', state: 'in-stock' });
  await insertDevice(database.db, { profile: 'lent-aid', homeId: home.id });
  await look();
  expect((await noted()).toSorted()).toEqual([own, shared].toSorted());
  await grant(per);
  clock = T0 + minutes(61);
  await look();
  expect(await noted()).toEqual([own]);
  await grant(olga);
  clock = T0 + minutes(122);
  await look();
  expect(await noted()).toEqual([]);
});

test('what somebody who is closed was granted, nobody has who lives on there', async () => {
  const [, per = ''] = home.residentIds;
  const shared = await insertDevice(database.db, { profile: 'social-alarm', homeId: home.id });
  await grant(per);
  await look();
  expect(await noted()).toEqual([]);
  await database.query(`update resident set closed_at = now(), closed_reason = 'death' where id = $1`, per);
  clock = T0 + minutes(61);
  await look();
  expect(await noted()).toEqual([shared]);
});
