import { Command } from 'commander';
import { dayCommand } from './command/day.ts';
import { loadCommand } from './command/load.ts';

await new Command('simulate')
  .description('Devices, homes and people around a running Varde. Each message is kept until the service has it.')
  .addCommand(dayCommand())
  .addCommand(loadCommand())
  .parseAsync();
