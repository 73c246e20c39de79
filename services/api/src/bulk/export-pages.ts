import { CSV_MARK, csvLine } from './write-csv.ts';

const PAGE = 500;

export type Cells = readonly (string | null)[];

/** A page at a time, however many there are: whoever reads slowly holds one page. */
export async function* exportPages<T>(
  header: readonly string[],
  list: (after: T | null, limit: number) => Promise<readonly T[]>,
  toRows: (one: T) => readonly Cells[],
): AsyncGenerator<string> {
  yield CSV_MARK + csvLine(header);
  let after: T | null = null;
  do {
    const page: readonly T[] = await list(after, PAGE);
    yield page.flatMap(toRows).map(csvLine).join('');
    after = page.length < PAGE ? null : (page.at(-1) ?? null);
  } while (after !== null);
}

/** The columns as we head them ourselves, which the import reads again. */
export const headerOf = (columns: Readonly<Record<string, { readonly names: readonly [string, ...string[]] }>>) =>
  Object.values(columns).map(({ names: [name] }) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`);
