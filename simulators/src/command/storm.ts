import type { DeviceView } from '@varde/contracts';
import { deviceProfile } from '@varde/domain';
import { Command, Option } from 'commander';
import { isMainsPowered } from '../behaviour/battery.ts';
import { seededDraw } from '../chance/draw.ts';
import { say } from '../load/sends.ts';
import { residentsOfArea } from '../platform/registry.ts';
import { planPowerCut } from '../storm/power-cut.ts';
import { type MeasuredOptions, type MeasuredRun, runMeasured, withMeasuredOptions } from './measured-run.ts';
import { parseCount, parseDuration } from './parse-option.ts';
import { runUntilStopped } from './run-until-stopped.ts';
import { findPlace, openSession, type Place, sharedRoom } from './session.ts';

type StormOptions = MeasuredOptions & {
  readonly area?: string;
  readonly devices?: number;
  readonly within: number;
  readonly backAfter?: number;
};

/** Those in a socket, of the area where one is named. */
const chooseStruck = async ({ api, devices }: Place, { area, devices: limit }: StormOptions): Promise<DeviceView[]> => {
  const residents = area === undefined ? null : await residentsOfArea(api, area);
  const struck = devices.filter(({ profile: id, residentId }) => {
    const profile = deviceProfile(id);
    const here = residents === null || (residentId !== undefined && residents.has(residentId));
    return here && profile !== undefined && isMainsPowered(profile);
  });
  return struck.slice(0, limit);
};

const run = async (options: StormOptions, signal: AbortSignal): Promise<number> => {
  const { seed, area, within, backAfter } = options;
  const place = await findPlace(options, signal);
  const devices = await chooseStruck(place, options);
  const storm: MeasuredRun = {
    name: 'storm',
    warmUp: 0,
    facts: { asked: { area, within, backAfter }, devices: devices.length },
    headline: `${devices.length} devices in the dark`,
    open: async (observer) => {
      const { fleet, close } = await openSession(
        place,
        devices,
        { ...options, observer, roomFor: sharedRoom() },
        signal,
      );
      const struck = devices.flatMap(({ id }) => fleet.clients.get(id) ?? []);
      const reports = planPowerCut(struck, options, seededDraw(seed, 'storm'));
      return { fleet, sends: reports.map((report) => say(report.client, report)), close };
    },
  };
  return runMeasured(options, storm, signal);
};

export const stormCommand = (): Command =>
  withMeasuredOptions(new Command('storm'))
    .description('the power goes: everything in a socket reports it; exit 1 when something was not stored')
    .option('--area <id>', 'only there, such as 1103-madla-tjensvoll (default: everywhere)')
    .option('--devices <count>', 'so many at most (default: all)', parseCount)
    .addOption(new Option('--within <time>', 'until all have noticed').argParser(parseDuration).default(120_000, '2m'))
    .option('--back-after <time>', 'when power comes back (default: not)', parseDuration)
    .action((options: StormOptions) => runUntilStopped((signal) => run(options, signal)));
