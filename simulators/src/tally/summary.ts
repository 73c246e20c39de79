import Table from 'cli-table3';
import { noReceipt } from './result.ts';
import type { ClassTally, Tally } from './tally.ts';

/** No colours, and no line between the rows. */
export const PLAIN = {
  style: { head: [], border: [], compact: true },
};

/** Milliseconds of a percentile; a dash where nothing was measured. */
const percentile = ({ latency }: ClassTally, share: number): string =>
  latency.count === 0 ? '–' : (latency.percentile(share) / 1_000).toFixed(1);

const row = (name: string, each: ClassTally): (string | number)[] => [
  name,
  each.sent,
  each.stored,
  each.rejected,
  noReceipt(each),
  each.resent,
  each.dropped,
  ...[50, 90, 99, 99.9, 100].map((share) => percentile(each, share)),
];

/** What was sent and stored, by the colour of its kind, and how long the receipts took. */
export const summaryTable = (tally: Tally): string => {
  const table = new Table({
    head: ['', 'sent', 'stored', 'rejected', 'no receipt', 'resent', 'dropped', 'p50 ms', 'p90', 'p99', 'p99.9', 'max'],
    colAligns: ['left', ...Array.from({ length: 11 }, () => 'right' as const)],
    ...PLAIN,
  });
  if (tally.warmUp.sent > 0) table.push(row('warm-up', tally.warmUp));
  for (const [name, each] of tally.classes) if (each.sent > 0) table.push(row(name, each));
  table.push(row('all', tally.total));
  return table.toString();
};

/** How often each kind was sent, most first. */
export const kindTable = (tally: Tally): string => {
  const table = new Table({ head: ['kind', 'sent'], colAligns: ['left', 'right'], ...PLAIN });
  const byCount = [...tally.kinds].sort(([, a], [, b]) => b - a);
  for (const [kind, sent] of byCount) table.push([kind, sent]);
  return table.toString();
};

/** The same in one line, for a log. */
export const summaryLine = (tally: Tally): string => {
  const { sent, stored, rejected, dropped } = tally.total;
  const colours = [...tally.classes].filter(([name, { sent: count }]) => name !== 'recorded' && count > 0);
  const alarms = colours.map(([name, { sent: count }]) => `${count} ${name}`).join(', ') || 'none';
  const lost = dropped > 0 ? `, ${dropped} dropped` : '';
  return (
    `sent ${sent}, stored ${stored}, rejected ${rejected}, no receipt ${noReceipt(tally.total)}${lost}` +
    ` | alarms: ${alarms} | answered ${tally.answered}, closed ${tally.closed}` +
    ` | receipt p50 ${percentile(tally.total, 50)} ms, p99 ${percentile(tally.total, 99)} ms`
  );
};
