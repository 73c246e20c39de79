import type { AnswerTargets } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';

export type Staff = {
  readonly id: string;
  readonly municipalityId: string;
  readonly username: string;
  readonly name: string;
  readonly role: string;
};

/**
 * The identity provider is right about who somebody is: what Varde knows of them follows. Unit is Varde's own. Any
 * conflict ends the insert: with one index named, two at once could still meet at the other unique one.
 */
export const saveStaff = async (db: Executor, staff: Staff): Promise<'saved' | 'username-taken'> => {
  const { rows: fresh } = await sql`
    insert into staff (id, municipality_id, username, name, role)
    values (${staff.id}, ${staff.municipalityId}, ${staff.username}, ${staff.name}, ${staff.role})
    on conflict do nothing returning id`.execute(db);
  if (fresh.length > 0) return 'saved';
  const { rows: known } = await sql`
    update staff set municipality_id = ${staff.municipalityId}, username = ${staff.username},
      name = ${staff.name}, role = ${staff.role}
    where id = ${staff.id} returning id`.execute(db);
  return known.length > 0 ? 'saved' : 'username-taken';
};

export type MunicipalityRow = { readonly id: string; readonly name: string; readonly targets: AnswerTargets };

export const findMunicipality = async (db: Executor, id: string): Promise<MunicipalityRow | null> => {
  const { rows } = await sql<MunicipalityRow>`
    select id, name, answer_targets as targets from municipality where id = ${id}`.execute(db);
  return rows[0] ?? null;
};
