import type { ImportReport, importQuerySchema } from '@varde/contracts';
import type { z } from 'zod';
import { ApiProblem } from '../problem/api-problem.ts';
import { type BulkImport, incomplete } from './plan-rows.ts';
import { type CsvFile, readCsv } from './read-csv.ts';
import { cellOf, type RowFault, readRows } from './read-rows.ts';

type ReadFile = ReturnType<typeof readRows>;

/** Faults told of one file; their number is told in full. */
const TOLD = 1_000;

const inOrder = (faults: readonly RowFault[]): readonly RowFault[] => faults.toSorted((a, b) => a.row - b.row);

/** Without the rows of those things that some of the rows could not be read of. */
const standTogether = (file: CsvFile, read: ReadFile, together: BulkImport['together']): ReadFile => {
  if (together === undefined || read.faults.length === 0) return read;
  const keys = new Map(file.rows.map((row) => [row.number, cellOf(together, row)]));
  const broken = new Set(read.faults.map(({ row }) => keys.get(row)));
  const isBroken = ({ number }: { readonly number: number }): boolean => broken.has(keys.get(number));
  const fellows = read.rows.filter(isBroken).map(({ number }) => incomplete(number));
  return { rows: read.rows.filter((row) => !isBroken(row)), faults: [...read.faults, ...fellows] };
};

/**
 * Reads a file, says what is wrong with it by row and column, and writes: all of it or nothing, or by choice the rows that
 * are right. The same file again changes nothing.
 */
export const runImport = async (
  { columns, together, plan, write }: BulkImport,
  bytes: Uint8Array,
  { dryRun, rows: choice }: z.output<typeof importQuerySchema>,
): Promise<ImportReport> => {
  const file = readCsv(bytes);
  const read = standTogether(file, readRows(columns, file), together);
  const planned = await plan(read.rows);
  const faults = inOrder([...read.faults, ...planned.faults]);
  const wrong = new Set(faults.map(({ row }) => row)).size;
  const report: ImportReport = {
    rows: file.rows.length,
    created: planned.fresh.length,
    unchanged: planned.unchanged,
    wrong,
    faults: faults.slice(0, TOLD).map((fault) => ({ ...fault })),
    written: false,
  };
  if (dryRun) return report;
  if (wrong > 0 && choice === 'all') {
    throw new ApiProblem(422, 'import-faults', `${wrong} rows cannot be taken; nothing was written.`, {
      current: report,
      faults: report.faults.map(({ row, column, message }) => ({ path: `${row}/${column ?? ''}`, message })),
    });
  }
  if (planned.fresh.length > 0) await write(planned.fresh);
  return { ...report, written: true };
};
