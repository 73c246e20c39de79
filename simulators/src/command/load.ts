import type { Command } from 'commander';
import { type LoadOptions, loadFault, withLoadOptions } from './load-options.ts';
import { runMeasured } from './measured-run.ts';
import { planHeartbeats } from './plan-heartbeats.ts';
import { planLoad } from './plan-load.ts';
import { runUntilStopped } from './run-until-stopped.ts';

const run = async (options: LoadOptions, signal: AbortSignal): Promise<number> => {
  const fault = loadFault(options);
  if (fault !== null) throw new Error(fault);
  const plan = options.account === undefined ? await planLoad(options, signal) : await planHeartbeats(options, signal);
  return runMeasured(options, plan, signal);
};

export const loadCommand = (): Command =>
  withLoadOptions().action((options: LoadOptions) => runUntilStopped((signal) => run(options, signal)));
