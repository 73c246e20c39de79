import { randomUUID } from 'node:crypto';
import { DEFAULT_ANSWER_TARGETS, type Instant, type PlanRule, type Role } from '@varde/domain';
import { sql } from 'kysely';
import type { Database, NewEvent } from '../src/index.ts';
import { jsonb } from '../src/timestamp.ts';

/** Rows for tests; everyone in them is invented. */
export const TEST_MUNICIPALITY = '1103';

export const insertMunicipality = async (db: Database): Promise<void> => {
  await sql`
    insert into municipality (id, name, answer_targets)
    values (${TEST_MUNICIPALITY}, 'Stavanger', ${jsonb(DEFAULT_ANSWER_TARGETS)}) on conflict do nothing`.execute(db);
  await sql`
    insert into area (id, municipality_id, name) values ('test-area', ${TEST_MUNICIPALITY}, 'Prøvebydel')
    on conflict do nothing`.execute(db);
};

export type TestHome = { readonly id: string; readonly residentIds: readonly string[] };

export const insertHome = async (db: Database, residents = 1): Promise<TestHome> => {
  const id = randomUUID();
  await sql`
    insert into home (id, municipality_id, area_id, street, house_number, postal_code, city)
    values (${id}, ${TEST_MUNICIPALITY}, 'test-area', 'Prøveveien', '1', '4001', 'Stavanger')`.execute(db);
  const residentIds = Array.from({ length: residents }, () => randomUUID());
  for (const residentId of residentIds) {
    await sql`
      insert into resident (id, municipality_id, home_id, given_name, family_name)
      values (${residentId}, ${TEST_MUNICIPALITY}, ${id}, 'Prøve', 'Person')`.execute(db);
  }
  return { id, residentIds };
};

export const insertPlan = async (
  db: Database,
  residentId: string,
  rules: readonly PlanRule[],
  approvedAt = 0,
): Promise<void> => {
  await sql`
    insert into response_plan (id, resident_id, version, approved_at, rules)
    select ${randomUUID()}, ${residentId}, count(*) + 1, ${new Date(approvedAt).toISOString()}::timestamptz,
           ${jsonb(rules)}
    from response_plan where resident_id = ${residentId}`.execute(db);
};

export type TestDevice = {
  readonly profile: string;
  readonly homeId?: string;
  readonly residentId?: string;
  readonly state?: 'in-stock' | 'in-service' | 'retired';
};

export const insertDevice = async (db: Database, device: TestDevice): Promise<string> => {
  const id = randomUUID();
  await sql`
    insert into device (id, municipality_id, profile, serial, home_id, resident_id, state, registered_at)
    values (${id}, ${TEST_MUNICIPALITY}, ${device.profile}, ${id}, ${device.homeId ?? null},
            ${device.residentId ?? null}, ${device.state ?? 'in-service'}, now())`.execute(db);
  return id;
};

export const insertStaff = async (db: Database, role: Role = 'operator'): Promise<string> => {
  const id = randomUUID();
  await sql`
    insert into staff (id, municipality_id, username, name, role)
    values (${id}, ${TEST_MUNICIPALITY}, ${id}, 'Prøve Ansatt', ${role})`.execute(db);
  return id;
};

/** A member of staff who is available since `since` and was seen at `seenAt`. */
export const insertAvailable = async (
  db: Database,
  since: number,
  seenAt = since,
  role: Role = 'operator',
): Promise<string> => {
  const id = await insertStaff(db, role);
  await sql`
    insert into presence (staff_id, available, since, seen_at)
    values (${id}, true, ${new Date(since).toISOString()}::timestamptz, ${new Date(seenAt).toISOString()}::timestamptz)
    `.execute(db);
  return id;
};

/** An event as ingest would store it; now is when the test says it is. */
export const testEvent = (deviceId: string, now: Instant, change: Partial<NewEvent> = {}): NewEvent => ({
  municipalityId: TEST_MUNICIPALITY,
  deviceId,
  lane: 'alarm',
  messageId: randomUUID(),
  kind: 'alarm-button-pressed',
  at: now,
  receivedAt: now,
  seq: null,
  test: false,
  data: null,
  marks: [],
  ...change,
});
