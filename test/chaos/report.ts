import type { TrialResult } from './trial.ts';

const COLUMNS = ['fault', 'sent', 'reds', 'calm worst', 'first red', 'worst red', 'settled', ''] as const;

const ms = (value: number | null): string => (value === null ? '–' : `${Math.round(value)}`);

const cells = ({ faults, sent, reds, calmWorst, firstRed, worstRed, settled, problems }: TrialResult): string[] => [
  faults.join(' + ') || 'none',
  `${sent}`,
  `${reds}`,
  ms(calmWorst),
  ms(firstRed),
  ms(worstRed),
  ms(settled),
  problems.length === 0 ? 'held' : `${problems.length} NOT HELD`,
];

/** Times in milliseconds. */
export const tableOf = (results: readonly TrialResult[]): string => {
  const rows = [[...COLUMNS], ...results.map(cells)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, n) =>
        n === 0 || n === COLUMNS.length - 1 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
};

export const problemsOf = (results: readonly TrialResult[]): string =>
  results
    .flatMap(({ faults, problems }) => problems.map((problem) => `${faults.join(' + ') || 'none'}: ${problem}`))
    .join('\n');
