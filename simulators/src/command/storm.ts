import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { deviceProfile } from '@varde/domain';
import { Command, Option } from 'commander';
import { isMainsPowered } from '../behaviour/battery.ts';
import { seededDraw } from '../chance/draw.ts';
import { residentsOfArea } from '../platform/registry.ts';
import { planPowerCut } from '../storm/power-cut.ts';
import { isAllStored, summaryLine, summaryTable } from '../tally/summary.ts';
import { openLiveView } from './live-view.ts';
import { parseCount, parseDuration } from './parse-option.ts';
import { runUntilStopped } from './run-until-stopped.ts';
import { clock, openSession, type SessionOptions } from './session.ts';
import { settle } from './settle.ts';
import { type DeviceOptions, withDeviceOptions } from './stack-options.ts';

type StormCommandOptions = DeviceOptions & {
  readonly area?: string;
  readonly devices?: number;
  readonly within: number;
  readonly backAfter?: number;
  readonly seed: number;
  readonly grace: number;
};

/** Those in a socket, of the area where one is named. */
const chooseStruck =
  ({ area, devices: limit }: StormCommandOptions): SessionOptions['choose'] =>
  async (devices, api) => {
    const residents = area === undefined ? null : await residentsOfArea(api, area);
    const struck = devices.filter(({ profile: id, residentId }) => {
      const profile = deviceProfile(id);
      const here = residents === null || (residentId !== undefined && residents.has(residentId));
      return here && profile !== undefined && isMainsPowered(profile);
    });
    return struck.slice(0, limit);
  };

const run = async (options: StormCommandOptions, signal: AbortSignal): Promise<number> => {
  const session = await openSession({ ...options, choose: chooseStruck(options) }, signal);
  const { fleet, tally } = session;
  const clients = [...fleet.clients.values()];
  const begun = clock.steady();
  const view = openLiveView({
    output: process.stdout,
    quiet: options.quiet === true,
    picture: () => `${clients.length} devices in the dark\n${summaryTable(tally)}`,
    line: () => `${clients.length} devices in the dark | ${summaryLine(tally)}`,
  });
  try {
    for (const { after, device, kind } of planPowerCut(clients, options, seededDraw(options.seed, 'storm'))) {
      const wait = begun + after - clock.steady();
      if (wait > 0) await sleep(wait, undefined, { signal });
      device.say({ kind }, begun + after);
    }
    await settle(fleet, options.grace, signal);
    return isAllStored(tally) ? 0 : 1;
  } finally {
    view.close();
    await session.close();
  }
};

export const stormCommand = (): Command =>
  withDeviceOptions(new Command('storm'))
    .description('the power goes: everything in a socket reports it; exit 1 when something was not stored')
    .option('--area <id>', 'only there, such as 1103-madla-tjensvoll (default: everywhere)')
    .option('--devices <count>', 'so many at most (default: all)', parseCount)
    .addOption(new Option('--within <time>', 'until all have noticed').argParser(parseDuration).default(120_000, '2m'))
    .option('--back-after <time>', 'when power comes back (default: not)', parseDuration)
    .option('--seed <number>', 'the same seed gives the same storm', Number, 1)
    .addOption(
      new Option('--grace <time>', 'how long to wait for the last receipts')
        .argParser(parseDuration)
        .default(30_000, '30s'),
    )
    .action((options: StormCommandOptions) => runUntilStopped((signal) => run(options, signal)));
