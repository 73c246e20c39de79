import { checkDecision, type DecisionFault, type Grant, type LegalBasis } from '@varde/domain';
import type { DecisionRecord, ImportSubject } from '@varde/postgres';
import { DECISION_MESSAGES } from '../decision/write-decision.ts';
import {
  basisOf,
  type DecisionColumn,
  type DecisionRow,
  decisionFault,
  functionOf,
  validFromOf,
} from './decision-rows.ts';
import { incomplete } from './plan-rows.ts';
import type { RowFault } from './read-rows.ts';

export type DraftDecision = {
  readonly number: string;
  readonly residentId: string;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly grants: readonly Grant[];
  readonly orders: readonly string[];
};

/** What the rows of one decision come to, together. */
export type PlannedDecision =
  | { readonly kind: 'new'; readonly draft: DraftDecision }
  | { readonly kind: 'same' }
  | { readonly kind: 'fault'; readonly faults: readonly RowFault[] };

const ABOUT_ALL = ['residentId', 'nationalId', 'validFrom', 'validUntil', 'orders'] as const;

const written = (value: unknown): string => JSON.stringify(value ?? null);

/** What is about the decision as a whole must be the same in all of its rows. */
const disagreements = (first: DecisionRow, rows: readonly DecisionRow[]): readonly RowFault[] =>
  rows.flatMap((row) =>
    ABOUT_ALL.filter((key) => written(row.values[key]) !== written(first.values[key])).map((key) =>
      decisionFault(row, key, 'rows-differ', `is otherwise in row ${first.number}`),
    ),
  );

const subjectFault = (first: DecisionRow, subject: ImportSubject | undefined): readonly RowFault[] => {
  const { residentId, nationalId } = first.values;
  const column = residentId === null ? 'nationalId' : 'residentId';
  if (residentId === null && nationalId === null) return [decisionFault(first, column, 'missing', 'is empty')];
  return subject === undefined
    ? [decisionFault(first, column, 'resident-unknown', 'is nobody who is registered here')]
    : [];
};

/** A fault of the law's is told at the row of its function; of two rows with one function at the second. */
const lawFault = (rows: readonly DecisionRow[], { code, at }: DecisionFault): RowFault => {
  const ofFunction = rows.filter((row) => functionOf(row) === at);
  const row = (code === 'function-twice' ? ofFunction.at(-1) : ofFunction[0]) ?? rows[0];
  if (row === undefined) throw new Error('a decision has a row');
  const column = code === 'ends-before-it-begins' ? 'validUntil' : code === 'function-twice' ? 'function' : 'basis';
  return decisionFault(row, column, code, DECISION_MESSAGES[code]);
};

const basisKey = (basis: LegalBasis | null): string => {
  if (basis === null) return '';
  if (basis.kind === 'consent') return written([basis.kind, basis.givenOn]);
  return written([basis.kind, basis.capacityAssessedOn, basis.nextOfKinHeardOn, basis.objects, basis.reviewBy]);
};
const grantsKey = (grants: readonly Grant[]): string =>
  written(grants.map((grant) => [grant.function, basisKey(grant.basis)]).toSorted());

/** Columns in which a decision that is registered says something else; how it has ended since is not asked. */
const differing = (draft: DraftDecision, known: DecisionRecord): readonly DecisionColumn[] => {
  const same: Partial<Record<DecisionColumn, boolean>> = {
    residentId: draft.residentId === known.residentId,
    validFrom: draft.validFrom === known.validFrom,
    validUntil: draft.validUntil === known.validUntil,
    orders: written(draft.orders.toSorted()) === written(known.orders.toSorted()),
    function: grantsKey(draft.grants) === grantsKey(known.grants),
  };
  return (Object.keys(same) as DecisionColumn[]).filter((key) => same[key] === false);
};

const refused = (rows: readonly DecisionRow[], faults: readonly RowFault[]): PlannedDecision => {
  const told = new Set(faults.map(({ row }) => row));
  const fellows = rows.filter((row) => !told.has(row.number)).map((row) => incomplete(row.number));
  return { kind: 'fault', faults: [...faults, ...fellows] };
};

type About = {
  readonly subject: ImportSubject | undefined;
  readonly known: DecisionRecord | undefined;
  readonly today: string;
};

/** All rows of one number, in the order of the file. */
export const planDecision = (rows: readonly DecisionRow[], { subject, known, today }: About): PlannedDecision => {
  const [first] = rows;
  if (first === undefined) throw new Error('a decision has a row');
  const bases = rows.map((row) => ({ row, read: basisOf(row) }));
  const unread = [
    ...disagreements(first, rows),
    ...subjectFault(first, subject),
    ...bases.flatMap(({ read }) => ('faults' in read ? read.faults : [])),
  ];
  if (unread.length > 0 || subject === undefined) return refused(rows, unread);
  const grants = bases.map(
    ({ row, read }): Grant => ({
      ...{ function: functionOf(row), basis: 'basis' in read ? read.basis : null },
    }),
  );
  const { validUntil, orders, number } = first.values;
  const whole = { number: number ?? '', residentId: subject.id, validFrom: validFromOf(first), validUntil };
  const draft = { ...whole, grants, orders: orders ?? [] };
  const faults = checkDecision(draft, subject, today).map((fault) => lawFault(rows, fault));
  if (known !== undefined) return planKnown(rows, first, draft, known, faults);
  if (subject.isClosed)
    return refused(rows, [decisionFault(first, 'residentId', 'resident-closed', 'is somebody who is closed')]);
  return faults.length > 0 ? refused(rows, faults) : { kind: 'new', draft };
};

/** What is registered stands, though the law may ask for more by now. */
const planKnown = (
  rows: readonly DecisionRow[],
  first: DecisionRow,
  draft: DraftDecision,
  known: DecisionRecord,
  faults: readonly RowFault[],
): PlannedDecision => {
  const columns = differing(draft, known);
  if (columns.length === 0) return { kind: 'same' };
  if (faults.length > 0) return refused(rows, faults);
  return refused(
    rows,
    columns.map((one) => decisionFault(first, one, 'registered-differently', 'is registered otherwise')),
  );
};
