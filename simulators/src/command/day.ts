import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeviceView } from '@varde/contracts';
import { deviceProfile } from '@varde/domain';
import { Command } from 'commander';
import { DAY, localHour, nextLocalTime } from '../behaviour/day-rhythm.ts';
import { createDay, type Day, type Inhabitant } from '../day/day.ts';
import type { Fleet } from '../device/fleet.ts';
import { createRoom } from '../device/room.ts';
import { devicesOfResidents, residentsOf } from '../platform/registry.ts';
import { isAllStored } from '../tally/result.ts';
import { kindTable, summaryLine, summaryTable } from '../tally/summary.ts';
import { createTally } from '../tally/tally.ts';
import { openLiveView } from './live-view.ts';
import { parseCount, parseDuration, parsePositive, parseTimeOfDay } from './parse-option.ts';
import { runUntilStopped } from './run-until-stopped.ts';
import { clock, findPlace, openSession } from './session.ts';
import { settle } from './settle.ts';
import { type DeviceOptions, withDeviceOptions } from './stack-options.ts';

type DayCommandOptions = DeviceOptions & {
  readonly residents: number;
  readonly speed: number;
  readonly from?: number;
  readonly duration?: number;
  readonly seed?: number;
};

/** A small device's memory. */
const MEMORY = 200;
const TICK = 100;
/** For the last receipts, before what is missing counts as not stored. */
const GRACE = 15_000;

const inhabitantsOf = (devices: readonly DeviceView[], { clients }: Fleet): Inhabitant[] =>
  devices.flatMap(({ id, profile: profileId }) => {
    const profile = deviceProfile(profileId);
    const client = clients.get(id);
    return profile === undefined || client === undefined ? [] : [{ id, profile, client }];
  });

const timeOfDay = (day: Day): string => {
  const minutes = Math.floor(localHour(day.now()) * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};

const live = async (day: Day, duration: number | undefined, signal: AbortSignal): Promise<void> => {
  const until = clock.steady() + (duration ?? Number.POSITIVE_INFINITY);
  while (clock.steady() < until) {
    day.tick();
    await sleep(TICK, undefined, { signal });
  }
};

const run = async (options: DayCommandOptions, signal: AbortSignal): Promise<number> => {
  const seed = options.seed ?? clock.wall() % 1_000_000;
  const place = await findPlace(options, signal, options.duration);
  const devices = devicesOfResidents(place.devices, options.residents);
  const tally = createTally();
  const roomFor = () => createRoom(MEMORY);
  const session = await openSession(
    place,
    devices,
    { ...options, observer: tally, roomFor, limit: options.duration },
    signal,
  );
  const { fleet } = session;
  const residents = residentsOf(devices).length;
  if (residents < options.residents && options.quiet !== true) {
    console.error(`There are ${residents} residents with devices; all of them take part`);
  }
  const inhabitants = inhabitantsOf(devices, fleet);
  const from = options.from === undefined ? clock.wall() : nextLocalTime(clock.wall() - DAY, options.from);
  const day = createDay({ inhabitants, seed, from, speed: options.speed, clock });
  const where = (): string =>
    `${timeOfDay(day)} (${options.speed}×, seed ${seed}) | ${inhabitants.length} devices, ` +
    `${fleet.connected} of ${fleet.connections} connections, ${tally.heartbeats} heartbeats, ${fleet.pending} waiting`;
  const view = openLiveView({
    output: process.stdout,
    quiet: options.quiet === true,
    picture: () => `${where()}\n${summaryTable(tally)}\nanswered ${tally.answered}, closed ${tally.closed}`,
    line: () => `${where()} | ${summaryLine(tally)}`,
  });
  process.send?.({ ready: true });
  try {
    await live(day, options.duration, signal);
    await settle(fleet, GRACE, signal);
    return isAllStored(tally) ? 0 : 1;
  } finally {
    view.close();
    if (options.quiet !== true) process.stdout.write(`${kindTable(tally)}\n`);
    await session.close();
  }
};

export const dayCommand = (): Command =>
  withDeviceOptions(new Command('day'))
    .description('residents and their devices live a day: calls, falls, smoke, doors, beds, doses, batteries')
    .option('--residents <count>', 'how many residents take part', parseCount, 200)
    .option('--speed <factor>', 'simulated seconds in a real one', parsePositive, 1)
    .option('--from <hh:mm>', 'local time the simulated clock begins at (default: now)', parseTimeOfDay)
    .option('--duration <time>', 'stop after so long, 60s or 10m (default: never)', parseDuration)
    .option('--seed <number>', 'the same seed gives the same day', Number)
    .action((options: DayCommandOptions) => runUntilStopped((signal) => run(options, signal)));
