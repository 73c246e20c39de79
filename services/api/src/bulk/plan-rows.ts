import type { Column, ReadRow, RowFault } from './read-rows.ts';

/** What a row comes to: something new, what is there already, or a fault. */
export type Planned<T> =
  | { readonly kind: 'new'; readonly value: T }
  | { readonly kind: 'same' }
  | { readonly kind: 'fault'; readonly fault: RowFault | readonly RowFault[] };

export type Plan = {
  readonly fresh: readonly unknown[];
  readonly unchanged: number;
  readonly faults: readonly RowFault[];
};

type AnyRow = ReadRow<Readonly<Record<string, Column<unknown>>>>;

/** One kind of file: its columns, what its rows come to, and how what is new is written, all of it or nothing. */
export type BulkImport = {
  readonly columns: Readonly<Record<string, Column<unknown>>>;
  /** Rows with the same in this column stand or fall together. */
  readonly together?: Column<unknown>;
  readonly plan: (rows: readonly AnyRow[]) => Promise<Plan>;
  readonly write: (fresh: readonly unknown[]) => Promise<void>;
};

/** Of two rows with one key the second is the fault. */
export const planRows = <Row extends { readonly number: number }, T>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  column: string,
  plan: (row: Row) => Planned<T>,
): Plan => {
  const first = new Map<string, number>();
  const planned = rows.map((row): Planned<T> => {
    const key = keyOf(row);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, row.number);
      return plan(row);
    }
    const message = `stands in row ${earlier} already`;
    return { kind: 'fault', fault: { row: row.number, column, code: 'duplicate', message } };
  });
  return {
    fresh: planned.flatMap((one) => (one.kind === 'new' ? [one.value] : [])),
    unchanged: planned.filter(({ kind }) => kind === 'same').length,
    faults: planned.flatMap((one) => (one.kind === 'fault' ? [one.fault].flat() : [])),
  };
};

/** A row that is right, of something whose other rows are not. */
export const incomplete = (row: number): RowFault => ({
  ...{ row, column: null, code: 'incomplete', message: 'belongs to rows that cannot be taken' },
});
