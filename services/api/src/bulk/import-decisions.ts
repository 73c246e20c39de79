import { type Day, firstEnd, localDay } from '@varde/domain';
import {
  findDecisionsOfNumbers,
  findSubjectsBy,
  holdServed,
  type ImportSubject,
  insertImportedDecisions,
} from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import type { Identity } from '../identity/identity.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import { DECISION_COLUMNS, type DecisionRow, numberOf } from './decision-rows.ts';
import { type DraftDecision, type PlannedDecision, planDecision } from './plan-decision.ts';
import type { BulkImport, Plan } from './plan-rows.ts';

type Deps = Pick<ApiDeps, 'db' | 'now' | 'newId'>;

const load = async (db: ApiDeps['db'], { municipalityId }: Identity, rows: readonly DecisionRow[]) => {
  const numbers = [...new Set(rows.map(numberOf))];
  const ids = rows.flatMap(({ values }) => values.residentId ?? []);
  const nationalIds = rows.flatMap(({ values }) => values.nationalId ?? []);
  const [decisions, subjects] = await Promise.all([
    findDecisionsOfNumbers(db, municipalityId, numbers),
    findSubjectsBy(db, municipalityId, { ids, nationalIds }),
  ]);
  const byNumber = new Map(decisions.map((decision) => [decision.number, decision]));
  const byId = new Map(subjects.map((subject) => [subject.id, subject]));
  const byNationalId = new Map(subjects.map((subject) => [subject.nationalId, subject]));
  const subjectOf = ({ values }: DecisionRow): ImportSubject | undefined =>
    values.residentId === null ? byNationalId.get(values.nationalId ?? '') : byId.get(values.residentId);
  return { byNumber, subjectOf };
};

type Counted = { readonly rows: readonly DecisionRow[]; readonly planned: PlannedDecision };

/** Told by rows, as every file is; what is written is decisions, so a row is fresh with the decision it belongs to. */
const toPlan = (all: readonly Counted[]): Plan => ({
  fresh: all.flatMap(({ rows, planned }) => (planned.kind === 'new' ? rows.map(() => planned.draft) : [])),
  unchanged: all.reduce((sum, { rows, planned }) => sum + (planned.kind === 'same' ? rows.length : 0), 0),
  faults: all.flatMap(({ planned }) => (planned.kind === 'fault' ? planned.faults : [])),
});

const planAll = async ({ db }: Deps, who: Identity, rows: readonly DecisionRow[], today: Day): Promise<Plan> => {
  const { byNumber, subjectOf } = await load(db, who, rows);
  const groups = [...Map.groupBy(rows, numberOf)];
  return toPlan(
    groups.map(([number, group]): Counted => {
      const [first] = group;
      const about = { subject: first && subjectOf(first), known: byNumber.get(number), today };
      return { rows: group, planned: planDecision(group, about) };
    }),
  );
};

const writeAll = async ({ db, now, newId }: Deps, who: Identity, drafts: readonly DraftDecision[]): Promise<void> => {
  const at = now();
  const decisions = drafts.map((draft) => ({
    ...draft,
    id: newId(),
    dueOn: firstEnd({ ...draft, ended: null }, localDay(at)),
  }));
  await db.transaction().execute(async (tx) => {
    const held = await holdServed(
      tx,
      drafts.map(({ residentId }) => residentId),
    );
    const made = await insertImportedDecisions(tx, who.municipalityId, decisions, { actorId: who.id, now: at });
    if (!held || made < decisions.length)
      throw new ApiProblem(409, 'import-raced', 'Somebody changed one of them meanwhile; nothing was written.');
  });
};

/** Decisions (*vedtak*): one row for each function, with what it stands on. A decision is taken whole or not at all. */
export const decisionImport = (deps: Deps, who: Identity): BulkImport => ({
  columns: DECISION_COLUMNS,
  together: DECISION_COLUMNS.number,
  plan: (rows) => planAll(deps, who, rows as readonly DecisionRow[], localDay(deps.now())),
  write: (fresh) => writeAll(deps, who, [...new Set(fresh as readonly DraftDecision[])]),
});
