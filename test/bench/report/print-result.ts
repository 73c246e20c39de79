import type { Measured } from '../run-bench.ts';
import { markdownTable, verdict } from './markdown.ts';

/** A result for the terminal: tables as they stand in the page, then the targets. */
export const printResult = ({ result, settings }: Measured): string => {
  const tables = result.tables.map(({ title, columns, rows }) => `${title}\n${markdownTable(columns, rows)}`);
  const targets = result.targets.map(
    (target) => `${target.what}: ${target.measured} (must ${target.must}): ${verdict(target).replaceAll('**', '')}`,
  );
  const read = Object.entries(settings).map(([of, values]) => {
    const pairs = Object.entries(values).map(([name, value]) => `${name} ${value}`);
    return `${of}: ${pairs.join(', ')}`;
  });
  return `\n${[...tables, read.join('\n'), targets.join('\n')].filter((part) => part !== '').join('\n\n')}\n\n`;
};
