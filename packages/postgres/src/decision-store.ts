import type { Day, Decision, DecisionEnd, DecisionSubject, Grant, Instant } from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';
import { beginsWith } from './begins-with.ts';
import { appendChange, nextChangeSeq } from './change-log.ts';
import type { Executor, Tx } from './database.ts';
import { jsonb } from './timestamp.ts';

export type DecisionRecord = Decision & {
  readonly municipalityId: string;
  /** Profiles of the devices it grants. */
  readonly orders: readonly string[];
  readonly version: number;
  readonly change: number;
};

type Row = {
  id: string;
  municipality_id: string;
  number: string;
  resident_id: string;
  valid_from: Day;
  valid_until: Day | null;
  ended_on: Day | null;
  ended_reason: DecisionEnd | null;
  grants: Grant[];
  orders: string[];
  version: number;
  change: number;
};

const day = (column: string): RawBuilder<unknown> =>
  sql`to_char(${sql.ref(column)}, 'YYYY-MM-DD') as ${sql.ref(column)}`;

const decisionColumns = sql`
  id, municipality_id, number, resident_id, ${day('valid_from')}, ${day('valid_until')}, ${day('ended_on')},
  ended_reason, grants, orders, version, change`;

const toDecision = (row: Row): DecisionRecord => ({
  id: row.id,
  municipalityId: row.municipality_id,
  number: row.number,
  residentId: row.resident_id,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  ended: row.ended_on === null || row.ended_reason === null ? null : { on: row.ended_on, reason: row.ended_reason },
  grants: row.grants,
  orders: row.orders,
  version: row.version,
  change: row.change,
});

export type NewDecision = Omit<DecisionRecord, 'version' | 'change'> & { readonly dueOn: Day | null };

/** Who changed a decision, and when. */
export type DecisionActor = { readonly actorId: string | null; readonly now: Instant };

const record = (tx: Executor, decision: DecisionRecord, action: string, detail: object, by: DecisionActor) =>
  appendChange(tx, {
    seq: decision.change,
    at: by.now,
    municipalityId: decision.municipalityId,
    subject: 'decision',
    subjectId: decision.id,
    version: decision.version,
    action,
    actorId: by.actorId,
    detail: { ...detail },
  });

/** False: the municipality has a decision of this number. */
export const insertDecision = async (tx: Tx, decision: NewDecision, by: DecisionActor): Promise<boolean> => {
  const { dueOn, ...rest } = decision;
  const change = await nextChangeSeq(tx);
  const { rows } = await sql`
    insert into decision (id, municipality_id, number, resident_id, valid_from, valid_until, ended_on, ended_reason,
      grants, orders, due_on, change)
    values (${rest.id}, ${rest.municipalityId}, ${rest.number}, ${rest.residentId}, ${rest.validFrom}::date,
      ${rest.validUntil}::date, ${rest.ended?.on ?? null}::date, ${rest.ended?.reason ?? null}, ${jsonb(rest.grants)},
      ${rest.orders}::text[], ${dueOn}::date, ${change})
    on conflict (municipality_id, number) do nothing returning id`.execute(tx);
  if (rows.length === 0) return false;
  const functions = rest.grants.map((grant) => grant.function);
  await record(tx, { ...rest, version: 1, change }, 'decided', { functions, orders: rest.orders }, by);
  return true;
};

/** null: none of this id in the municipality. */
export const findDecision = async (
  db: Executor,
  municipalityId: string,
  id: string,
): Promise<DecisionRecord | null> => {
  const { rows } = await sql<Row>`
    select ${decisionColumns} from decision where id = ${id} and municipality_id = ${municipalityId}`.execute(db);
  return rows.map(toDecision)[0] ?? null;
};

/** Takes the decision for the rest of the transaction. */
export const lockDecision = async (tx: Tx, municipalityId: string, id: string): Promise<DecisionRecord | null> => {
  await sql`select from decision where id = ${id} and municipality_id = ${municipalityId} for no key update`.execute(
    tx,
  );
  return findDecision(tx, municipalityId, id);
};

/** All that meet a condition, by number. */
export const listDecisionsBy = async (db: Executor, condition: RawBuilder<unknown>): Promise<DecisionRecord[]> => {
  const { rows } = await sql<Row>`
    select ${decisionColumns} from decision where ${condition} order by number`.execute(db);
  return rows.map(toDecision);
};

export type DecisionFilter = {
  readonly municipalityId: string;
  readonly residentId?: string | undefined;
  /** The beginning of a number. */
  readonly number?: string | undefined;
  /** Number of the last one on the page before. */
  readonly after?: string | undefined;
};

/** By number. */
export const listDecisions = async (db: Executor, filter: DecisionFilter, limit: number): Promise<DecisionRecord[]> => {
  const conditions = [sql`municipality_id = ${filter.municipalityId}`];
  if (filter.residentId !== undefined) conditions.push(sql`resident_id = ${filter.residentId}`);
  if (filter.number !== undefined) conditions.push(beginsWith(sql`number`, sql`${filter.number}::text`));
  if (filter.after !== undefined) conditions.push(sql`number > ${filter.after}`);
  const { rows } = await sql<Row>`
    select ${decisionColumns} from decision where ${sql.join(conditions, sql` and `)}
    order by number limit ${limit}`.execute(db);
  return rows.map(toDecision);
};

/**
 * All decisions about these residents, whether they hold or not; the newest number first. They stay as they are for the
 * rest of the transaction, so that what is switched on by them is switched off when they end. Lock the device before.
 */
export const holdDecisionsOf = async (tx: Tx, residentIds: readonly string[]): Promise<DecisionRecord[]> => {
  if (residentIds.length === 0) return [];
  const { rows } = await sql<Row>`
    select ${decisionColumns} from decision where resident_id = any(${residentIds}::uuid[])
    order by number desc for share`.execute(tx);
  return rows.map(toDecision);
};

/** All decisions about these residents as they stand now; the newest number first. */
export const findDecisionsOf = async (db: Executor, residentIds: readonly string[]): Promise<DecisionRecord[]> => {
  if (residentIds.length === 0) return [];
  const { rows } = await sql<Row>`
    select ${decisionColumns} from decision where resident_id = any(${residentIds}::uuid[])
    order by number desc`.execute(db);
  return rows.map(toDecision);
};

/** Ends a locked decision, or says when it is next to be looked at. */
export const endDecision = async (
  tx: Tx,
  decision: DecisionRecord,
  ended: { readonly on: Day; readonly reason: DecisionEnd },
  dueOn: Day | null,
  by: DecisionActor,
): Promise<void> => {
  const change = await nextChangeSeq(tx);
  const version = decision.version + 1;
  await sql`
    update decision set ended_on = ${ended.on}::date, ended_reason = ${ended.reason}, due_on = ${dueOn}::date,
      version = ${version}, change = ${change}
    where id = ${decision.id}`.execute(tx);
  await record(tx, { ...decision, version, change }, 'ended', ended, by);
};

/** What is asked of somebody before a decision about them is written; null: no such resident. */
export const findDecisionSubject = async (
  db: Executor,
  municipalityId: string,
  residentId: string,
): Promise<DecisionSubject | null> => {
  const { rows } = await sql<DecisionSubject>`
    select to_char(birth_date, 'YYYY-MM-DD') as "birthDate",
      exists (select from next_of_kin where resident_id = resident.id) as "hasNextOfKin"
    from resident where id = ${residentId} and municipality_id = ${municipalityId}`.execute(db);
  return rows[0] ?? null;
};

/** Decisions in which something has ended by today and was not looked at yet; the longest ago first. */
export const findDueDecisions = async (db: Executor, today: Day, limit: number): Promise<DecisionRecord[]> => {
  const { rows } = await sql<Row>`
    select ${decisionColumns} from decision where due_on <= ${today}::date order by due_on limit ${limit}`.execute(db);
  return rows.map(toDecision);
};

/** When it is next to be looked at, unless somebody has changed it meanwhile. */
export const saveDecisionDue = async (
  db: Executor,
  { id, version }: Pick<DecisionRecord, 'id' | 'version'>,
  dueOn: Day | null,
): Promise<void> => {
  await sql`update decision set due_on = ${dueOn}::date where id = ${id} and version = ${version}`.execute(db);
};
