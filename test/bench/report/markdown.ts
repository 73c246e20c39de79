import type { Table, Target } from '../bench.ts';

type Cell = string | number | null;

const cell = (value: Cell): string => (value === null ? '–' : String(value).replaceAll('|', '\\|'));

const row = (cells: readonly Cell[]): string => `| ${cells.map(cell).join(' | ')} |`;

export const markdownTable = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [row(columns), row(columns.map(() => '---')), ...rows.map(row)].join('\n');

export const markdownOf = ({ title, columns, rows, note }: Table): string =>
  [`## ${title}`, markdownTable(columns, rows), ...(note === undefined ? [] : [note])].join('\n\n');

const firstNumber = (text: string): number => {
  const digits = /\d[\d\s]*(?:[.,]\d+)?/.exec(text)?.[0];
  return digits === undefined ? Number.NaN : Number(digits.replaceAll(/\s/g, '').replace(',', '.'));
};

/** Met, or by how much it was missed where must and measurement are numbers. */
export const verdict = ({ must, measured, met }: Target): string => {
  if (met) return 'met';
  const [wanted, got] = [firstNumber(must), firstNumber(measured)];
  const share = Math.abs(got - wanted) / wanted;
  return Number.isFinite(share) ? `**missed by ${Math.round(share * 100)} %**` : '**missed**';
};
