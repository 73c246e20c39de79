import { parse } from 'csv-parse/sync';
import { ApiProblem } from '../problem/api-problem.ts';

/** One line of a file: its number as a spreadsheet shows it, and its cells by the names of the columns. */
export type CsvRow = { readonly number: number; readonly cells: ReadonlyMap<string, string> };

export type CsvFile = { readonly columns: readonly string[]; readonly rows: readonly CsvRow[] };

/** Rows in one file at most. */
const ROWS_AT_MOST = 50_000;

const UTF8_MARK = [0xef, 0xbb, 0xbf];
const DELIMITERS = [';', ',', '\t'] as const;

const unreadable = (detail: string): ApiProblem =>
  new ApiProblem(400, 'csv-unreadable', 'The file is not a CSV file.', { detail });

/**
 * UTF-8, and what is none is Windows-1252, as Norwegian Excel writes it; a mark at the beginning says nothing of which.
 */
const decodeText = (bytes: Uint8Array): string => {
  const body = UTF8_MARK.every((byte, index) => bytes[index] === byte) ? bytes.subarray(UTF8_MARK.length) : bytes;
  if (body.includes(0)) throw unreadable('It holds bytes that are no text; save it as CSV, not as a workbook.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return new TextDecoder('windows-1252').decode(body);
  }
};

/** Whatever stands oftenest in the first line; in Norway a semicolon, since the comma is taken. */
const delimiterOf = (text: string): string => {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.delimiter ?? ';';
};

/** A name as people write it: case, spaces and lines make no difference. */
export const columnName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');

type Line = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

const parseLines = (text: string): readonly Line[] => {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 64 * 1024,
      to: ROWS_AT_MOST + 2,
    }) as unknown as Line[];
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : 'a quote is not closed');
  }
};

/** Reads a whole file, or says why it is none; what its cells hold is not asked here. */
export const readCsv = (bytes: Uint8Array): CsvFile => {
  const [header, ...lines] = parseLines(decodeText(bytes));
  if (header === undefined) throw unreadable('It is empty.');
  if (lines.length > ROWS_AT_MOST) throw unreadable(`It has more than ${ROWS_AT_MOST} rows; send it in parts.`);
  const columns = header.record.map(columnName);
  const rows = lines.map(({ record, info }) => ({
    number: info.lines,
    cells: new Map(columns.map((name, index) => [name, (record[index] ?? '').trim()])),
  }));
  return { columns, rows };
};
