import process from 'node:process';
import Table from 'cli-table3';
import { Command } from 'commander';
import { comparePolicies, longestWait, shareInTime } from '../staffing/compare-policies.ts';
import { DESK_COLOURS } from '../staffing/storm-day.ts';
import { PLAIN } from '../tally/summary.ts';
import { parseCount } from './parse-option.ts';

type StaffingOptions = { readonly operators: number; readonly days: number; readonly seed: number };

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const inTargets = (multiple: number): string => `${multiple.toFixed(0)} targets`;

const staffingTable = (options: StaffingOptions): string => {
  const table = new Table({
    head: ['order of the waiting list', ...DESK_COLOURS, 'longest wait'],
    colAligns: ['left', ...DESK_COLOURS.map(() => 'right' as const), 'right'],
    ...PLAIN,
  });
  for (const service of comparePolicies(options)) {
    const shares = DESK_COLOURS.map((colour) => percent(shareInTime(service.colours[colour])));
    table.push([service.policy, ...shares, inTargets(longestWait(service))]);
  }
  return table.toString();
};

export const staffingCommand = (): Command =>
  new Command('staffing')
    .description('a storm day at the centre, simulated: the share answered inside its target, by colour and order')
    .option('--operators <count>', 'how many operators there are all day', parseCount, 5)
    .option('--days <count>', 'how many such days', parseCount, 100)
    .option('--seed <number>', 'the same seed gives the same days', Number, 1)
    .action((options: StaffingOptions) => {
      process.stdout.write(`${staffingTable(options)}\n`);
    });
