/** What a spreadsheet would take for a formula is made text, and read back as it was; see `read-rows.ts`. */
const asText = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** One line as Norwegian spreadsheets read it: semicolons between. */
export const csvLine = (cells: readonly (string | null)[]): string =>
  `${cells.map((cell) => quoted(asText(cell ?? ''))).join(';')}\r\n`;

/** Tells a spreadsheet that what follows is UTF-8. */
export const CSV_MARK = '\uFEFF';
