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

/** The identity provider is right about who somebody is: what Varde knows of them follows. Unit is Varde's own. */
export const saveStaff = async (db: Executor, staff: Staff): Promise<void> => {
  await sql`
    insert into staff (id, municipality_id, username, name, role)
    values (${staff.id}, ${staff.municipalityId}, ${staff.username}, ${staff.name}, ${staff.role})
    on conflict (id) do update set municipality_id = excluded.municipality_id, username = excluded.username,
      name = excluded.name, role = excluded.role
    where (staff.municipality_id, staff.username, staff.name, staff.role)
      is distinct from (excluded.municipality_id, excluded.username, excluded.name, excluded.role)`.execute(db);
};

export type MunicipalityRow = { readonly id: string; readonly name: string; readonly targets: AnswerTargets };

export const findMunicipality = async (db: Executor, id: string): Promise<MunicipalityRow | null> => {
  const { rows } = await sql<MunicipalityRow>`
    select id, name, answer_targets as targets from municipality where id = ${id}`.execute(db);
  return rows[0] ?? null;
};
