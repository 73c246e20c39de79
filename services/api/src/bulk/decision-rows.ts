import type { Day, DeviceFunction, LegalBasis } from '@varde/domain';
import { dayCell, functionCell, idCell, nationalIdCell, profilesCell, textCell, yesOrNoCell } from './cells.ts';
import type { CellResult, ReadRow, RowFault } from './read-rows.ts';

const BASES: Readonly<Record<string, LegalBasis['kind']>> = {
  samtykke: 'consent',
  consent: 'consent',
  'pbrl-4-6-a': 'pbrl-4-6-a',
  '§ 4-6 a': 'pbrl-4-6-a',
  'pbrl § 4-6 a': 'pbrl-4-6-a',
};

const basisCell = (cell: string): CellResult<LegalBasis['kind']> => {
  const kind = BASES[cell.toLowerCase()];
  const fault = { code: 'legal-basis-unknown', message: 'is neither samtykke nor § 4-6 a' };
  return kind === undefined ? { fault } : { value: kind };
};

/** In the order of the export. One row for each function; what is about the decision stands in each of its rows. */
export const DECISION_COLUMNS = {
  number: { names: ['vedtak', 'vedtaksnummer', 'decision'], required: true, read: textCell(64) },
  residentId: { names: ['beboer', 'resident', 'residentid', 'resident id'], required: false, read: idCell },
  nationalId: { names: ['fødselsnummer', 'fodselsnummer', 'national id'], required: false, read: nationalIdCell },
  validFrom: { names: ['fra', 'gjelder fra', 'valid from'], required: true, read: dayCell },
  validUntil: { names: ['til', 'gjelder til', 'valid until'], required: false, read: dayCell },
  orders: { names: ['utstyr', 'orders'], required: false, read: profilesCell },
  function: { names: ['funksjon', 'function'], required: true, read: functionCell },
  basis: { names: ['hjemmel', 'rettslig grunnlag', 'legal basis'], required: false, read: basisCell },
  basisOn: { names: ['samtykke eller vurdert', 'given or assessed'], required: false, read: dayCell },
  nextOfKinHeardOn: { names: ['pårørende hørt', 'next of kin heard'], required: false, read: dayCell },
  objects: { names: ['motsetter seg', 'objects'], required: false, read: yesOrNoCell },
  reviewBy: { names: ['ny vurdering', 'review by'], required: false, read: dayCell },
} as const;

export type DecisionRow = ReadRow<typeof DECISION_COLUMNS>;
export type DecisionColumn = keyof typeof DECISION_COLUMNS;

export const decisionFault = (row: DecisionRow, column: DecisionColumn, code: string, message: string): RowFault => ({
  ...{ row: row.number, column: DECISION_COLUMNS[column].names[0], code, message },
});

/** Required cells are there: the row would not have been read without them. */
const there = <T>(value: T | null): T => {
  if (value === null) throw new Error('a row was read without what it needs');
  return value;
};

export const numberOf = ({ values }: DecisionRow): string => there(values.number);
export const validFromOf = ({ values }: DecisionRow): Day => there(values.validFrom);
export const functionOf = ({ values }: DecisionRow): DeviceFunction => there(values.function);

/** On what the function of this row stands, or the cells that are missing for it. */
export const basisOf = (row: DecisionRow): { readonly basis: LegalBasis | null } | { readonly faults: RowFault[] } => {
  const { basis, basisOn, nextOfKinHeardOn, objects, reviewBy } = row.values;
  if (basis === null) return { basis: null };
  const needed = basis === 'consent' ? { basisOn } : { basisOn, objects, reviewBy };
  const missing = Object.entries(needed).filter(([, value]) => value === null);
  if (missing.length > 0)
    return { faults: missing.map(([key]) => decisionFault(row, key as DecisionColumn, 'missing', 'is empty')) };
  if (basis === 'consent') return { basis: { kind: basis, givenOn: there(basisOn) } };
  const assessed = { capacityAssessedOn: there(basisOn), nextOfKinHeardOn };
  return { basis: { kind: basis, ...assessed, objects: there(objects), reviewBy: there(reviewBy) } };
};
