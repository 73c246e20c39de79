import { Command } from 'commander';
import { dayCommand } from './command/day.ts';
import { loadCommand } from './command/load.ts';
import { operatorsCommand } from './command/operators.ts';
import { staffingCommand } from './command/staffing.ts';
import { stormCommand } from './command/storm.ts';

await new Command('simulate')
  .description('Devices, homes and people around a running Varde. Each message is kept until the service has it.')
  .addCommand(dayCommand())
  .addCommand(loadCommand())
  .addCommand(stormCommand())
  .addCommand(operatorsCommand())
  .addCommand(staffingCommand())
  .parseAsync();
