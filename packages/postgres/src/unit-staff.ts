import { sql } from 'kysely';
import type { Executor } from './database.ts';
import type { Staff } from './staff-store.ts';

/** Those who belong to a unit, in the order of their ids; others are known only from having signed in. */
export const listUnitStaff = async (db: Executor): Promise<Staff[]> => {
  const { rows } = await sql<Staff>`
    select id, municipality_id as "municipalityId", username, name, role from staff
    where unit_id is not null order by id`.execute(db);
  return rows;
};
