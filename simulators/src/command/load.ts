import process from 'node:process';
import { Command, InvalidArgumentError, Option } from 'commander';
import { seededDraw } from '../chance/draw.ts';
import { runLoad, type Sender, sampleEvenly, sendersByKind, sendsSome } from '../load/load.ts';
import { MIXES, type Mix, readMix } from '../load/mix.ts';
import { isAllStored, summaryLine, summaryTable } from '../tally/summary.ts';
import { openLiveView } from './live-view.ts';
import { parseCount, parseDuration, parsePositive } from './parse-option.ts';
import { runUntilStopped } from './run-until-stopped.ts';
import { clock, openSession, type Session, type SessionOptions } from './session.ts';
import { settle } from './settle.ts';
import { type DeviceOptions, withDeviceOptions } from './stack-options.ts';

type LoadCommandOptions = DeviceOptions & {
  readonly rate: number;
  readonly mix: Mix;
  readonly duration: number;
  readonly devices: number;
  readonly seed: number;
  readonly grace: number;
};

const parseMix = (text: string): Mix => {
  const mix = readMix(text);
  if ('fault' in mix) throw new InvalidArgumentError(mix.fault);
  return mix;
};

const sendersOf = ({ devices, fleet }: Session): Sender[] =>
  devices.flatMap(({ id, profile }) => {
    const client = fleet.clients.get(id);
    return client === undefined ? [] : [{ profile, client }];
  });

const run = async (options: LoadCommandOptions, signal: AbortSignal): Promise<number> => {
  const { rate, mix, duration, seed, grace } = options;
  const choose: SessionOptions['choose'] = (devices) =>
    sampleEvenly(
      devices.filter(({ profile }) => sendsSome(profile, mix)),
      options.devices,
    );
  const session = await openSession({ ...options, choose }, signal);
  const { fleet, tally } = session;
  const view = openLiveView({
    output: process.stdout,
    quiet: options.quiet === true,
    picture: () => summaryTable(tally),
    line: () => summaryLine(tally),
  });
  try {
    const senders = sendersByKind(sendersOf(session), mix);
    const missing = [...senders].filter(([, able]) => able.length === 0).map(([kind]) => kind);
    if (missing.length > 0) throw new Error(`None of the devices sends ${missing.join(', ')}`);
    await runLoad({ senders, mix, rate, duration, draw: seededDraw(seed, 'load'), clock, signal });
    await settle(fleet, grace, signal);
    return isAllStored(tally) ? 0 : 1;
  } finally {
    view.close();
    await session.close();
  }
};

export const loadCommand = (): Command =>
  withDeviceOptions(new Command('load'))
    .description('an open loop of messages at a fixed rate; exit 1 when something sent was not stored')
    .option('--rate <count>', 'messages a second', parsePositive, 100)
    .addOption(
      new Option('--mix <mix>', `${Object.keys(MIXES).join(', ')}, or kind=weight,…`)
        .argParser(parseMix)
        .default(parseMix('day'), 'day'),
    )
    .addOption(new Option('--duration <time>', 'how long').argParser(parseDuration).default(60_000, '60s'))
    .option('--devices <count>', 'how many devices send', parseCount, 1_000)
    .option('--seed <number>', 'the same seed gives the same load', Number, 1)
    .addOption(
      new Option('--grace <time>', 'how long to wait for the last receipts')
        .argParser(parseDuration)
        .default(30_000, '30s'),
    )
    .action((options: LoadCommandOptions) => runUntilStopped((signal) => run(options, signal)));
