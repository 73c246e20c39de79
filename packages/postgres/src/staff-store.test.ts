import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertMunicipality, startTestDatabase, type TestDatabase } from '../testing/index.ts';
import { saveStaff } from './staff-store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await insertMunicipality(database.db);
});
afterAll(() => database.stop());

test('somebody new who asks many things at once is written once, and nothing fails', async () => {
  for (let i = 0; i < 200; i += 1) {
    const kari = { id: randomUUID(), municipalityId: '1103', username: `kari-${i}`, name: 'Kari', role: 'operator' };
    await Promise.all(Array.from({ length: 8 }, () => saveStaff(database.db, kari)));
  }
  expect(await database.query('select from staff')).toHaveLength(200);
});

test('what the identity provider says anew is taken over', async () => {
  const id = randomUUID();
  const jonas = { id, municipalityId: '1103', username: 'jonas', name: 'Jonas', role: 'operator' };
  await saveStaff(database.db, jonas);
  await saveStaff(database.db, { ...jonas, role: 'shift-lead' });
  expect(await database.query('select role from staff where id = $1', id)).toEqual([{ role: 'shift-lead' }]);
});
