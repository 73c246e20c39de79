import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { AlarmView } from '@varde/contracts';
import { COLOURS } from '@varde/domain';
import Table from 'cli-table3';
import { PLAIN } from '../tally/summary.ts';
import type { Shift } from './operator.ts';

type Answered = { count: number; inTime: number; readonly wait: RecordableHistogram };

export type ShiftReport = Shift & { table(): string; line(): string };

/** Milliseconds a person waited before someone answered. */
const waitOf = ({ receivedAt, answeredAt }: AlarmView): number =>
  Math.max(1, Date.parse(answeredAt ?? receivedAt) - Date.parse(receivedAt));

const isInTime = ({ answeredAt, answerBy }: AlarmView): boolean =>
  answeredAt !== undefined && Date.parse(answeredAt) <= Date.parse(answerBy);

/** How the operators did: who was answered, how long they waited, and whether that was in time. */
export const createShiftReport = (): ShiftReport => {
  const byColour = new Map(
    COLOURS.map((colour): [string, Answered] => [colour, { count: 0, inTime: 0, wait: createHistogram() }]),
  );
  let closed = 0;
  let raced = 0;

  const total = (): number => [...byColour.values()].reduce((sum, { count }) => sum + count, 0);
  const seconds = (wait: RecordableHistogram, share: number): string => (wait.percentile(share) / 1_000).toFixed(1);

  const line = (): string => `answered ${total()}, closed ${closed}, taken by somebody else ${raced}`;

  return {
    answered(alarm) {
      const own = byColour.get(alarm.colour);
      if (own === undefined) return;
      own.count += 1;
      own.inTime += isInTime(alarm) ? 1 : 0;
      own.wait.record(waitOf(alarm));
    },
    closed() {
      closed += 1;
    },
    raced() {
      raced += 1;
    },
    table() {
      const table = new Table({
        head: ['', 'answered', 'in time', 'waited p50 s', 'p99', 'max'],
        colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
        ...PLAIN,
      });
      for (const [colour, { count, inTime, wait }] of byColour) {
        if (count > 0) table.push([colour, count, inTime, seconds(wait, 50), seconds(wait, 99), seconds(wait, 100)]);
      }
      return `${table.toString()}\n${line()}`;
    },
    line,
  };
};
