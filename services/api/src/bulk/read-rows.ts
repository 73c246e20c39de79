import { ApiProblem } from '../problem/api-problem.ts';
import { type CsvFile, type CsvRow, columnName } from './read-csv.ts';

/** Why a cell, or a row, cannot be taken: `column` null is the row as a whole. */
export type RowFault = {
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
};

export type CellResult<T> =
  | { readonly value: T }
  | { readonly fault: { readonly code: string; readonly message: string } };

/** One column: how it may be headed, the first as we write it ourselves, and how its cells are read. Empty cells are null. */
export type Column<T> = {
  readonly names: readonly [string, ...string[]];
  readonly required: boolean;
  readonly read: (cell: string) => CellResult<T>;
};

type Columns = Readonly<Record<string, Column<unknown>>>;
type ValueOf<C> = C extends Column<infer T> ? T : never;

/** A row that was read: each column's value, null where its cell was empty. */
type Values<C extends Columns> = { readonly [K in keyof C]: ValueOf<C[K]> | null };

export type ReadRow<C extends Columns> = { readonly number: number; readonly values: Values<C> };

/** What a spreadsheet would run; an apostrophe before it says that it is text, as our own exports have it. */
const FORMULA = /^[=@\t\r]|^[+-](?![\d\s]+$)/;
const unquoted = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

/** What stands in a column, as it was written. */
export const cellOf = ({ names }: Column<unknown>, { cells }: CsvRow): string => {
  for (const name of names) {
    const cell = cells.get(columnName(name));
    if (cell !== undefined) return cell;
  }
  return '';
};

const readCell = (column: Column<unknown>, row: CsvRow): CellResult<unknown> => {
  const written = cellOf(column, row);
  if (FORMULA.test(written)) return { fault: { code: 'formula', message: 'is a formula; write what it comes to' } };
  const cell = unquoted(written);
  if (cell !== '') return column.read(cell);
  return column.required ? { fault: { code: 'missing', message: 'is empty' } } : { value: null };
};

/** What is missing altogether is told once, and not for each row. */
const requireColumns = (columns: Columns, file: CsvFile): void => {
  const has = (column: Column<unknown>): boolean =>
    column.names.some((name) => file.columns.includes(columnName(name)));
  const missing = Object.values(columns).filter((column) => column.required && !has(column));
  if (missing.length === 0) return;
  const names = missing.map(({ names: [name] }) => name).join(', ');
  throw new ApiProblem(400, 'csv-columns-missing', 'The file has not all the columns it needs.', {
    detail: `Missing: ${names}. Found: ${file.columns.join(', ')}.`,
  });
};

/** Every row that can be read, and each fault of the others by its row and column. */
export const readRows = <C extends Columns>(
  columns: C,
  file: CsvFile,
): { readonly rows: readonly ReadRow<C>[]; readonly faults: readonly RowFault[] } => {
  requireColumns(columns, file);
  const rows: ReadRow<C>[] = [];
  const faults: RowFault[] = [];
  for (const row of file.rows) {
    const read = Object.entries(columns).map(([key, column]) => ({ key, column, result: readCell(column, row) }));
    const wrong = read.flatMap(({ column, result }) =>
      'fault' in result ? [{ row: row.number, column: column.names[0], ...result.fault }] : [],
    );
    faults.push(...wrong);
    if (wrong.length > 0) continue;
    const values = read.map(({ key, result }) => [key, 'value' in result ? result.value : null]);
    rows.push({ number: row.number, values: Object.fromEntries(values) as Values<C> });
  }
  return { rows, faults };
};
