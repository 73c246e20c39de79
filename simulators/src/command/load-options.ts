import { Command, InvalidArgumentError, Option } from 'commander';
import { MIXES, type Mix, readMix } from '../load/mix.ts';
import { type MeasuredOptions, withMeasuredOptions } from './measured-run.ts';
import { parseCount, parseDuration, parseRate } from './parse-option.ts';

export type GivenAccount = { readonly username: string; readonly password: string };

export type LoadOptions = MeasuredOptions & {
  readonly rate: number;
  readonly reds: number;
  readonly heartbeats: number;
  readonly mix: Mix;
  readonly duration: number;
  readonly warmup: number;
  readonly devices: number;
  readonly account?: GivenAccount;
  readonly devicesFile?: string;
  readonly connections: number;
};

const parseMix = (text: string): Mix => {
  const mix = readMix(text);
  if ('fault' in mix) throw new InvalidArgumentError(mix.fault);
  return mix;
};

const parseAccount = (text: string): GivenAccount => {
  const [, username = '', password = ''] = /^([^:]+):(.+)$/.exec(text) ?? [];
  if (username === '') throw new InvalidArgumentError('expected user:password');
  return { username, password };
};

export const withLoadOptions = (): Command =>
  withMeasuredOptions(new Command('load'))
    .description('an open loop of messages at a fixed rate; exit 1 when something sent was not stored')
    .option('--rate <count>', 'messages of the mix a second', parseRate, 100)
    .addOption(
      new Option('--mix <mix>', `${Object.keys(MIXES).join(', ')}, or kind=weight,…`)
        .argParser(parseMix)
        .default(parseMix('day'), 'day'),
    )
    .option('--reds <count>', 'fires a second beside the mix, each from a device of its own', parseRate, 0)
    .option('--heartbeats <count>', 'heartbeats a second beside them, from the devices in turn', parseRate, 0)
    .addOption(new Option('--duration <time>', 'how long').argParser(parseDuration).default(60_000, '60s'))
    .addOption(
      new Option('--warmup <time>', 'sent before that, in none of the figures')
        .argParser(parseDuration)
        .default(0, '0s'),
    )
    .option('--devices <count>', 'how many devices send the mix', parseCount, 1_000)
    .addOption(
      new Option('--account <user:password>', 'heartbeats only, through this broker account')
        .argParser(parseAccount)
        .hideHelp(),
    )
    .addOption(new Option('--devices-file <file>', 'their device ids, one a line').hideHelp())
    .addOption(
      new Option('--connections <count>', 'over so many connections').argParser(parseCount).default(4).hideHelp(),
    );

/** A sentence on options that do not go together. */
export const loadFault = ({ rate, reds, heartbeats, account, devicesFile }: LoadOptions): string | null => {
  if (rate === 0 && reds === 0 && heartbeats === 0) return 'Nothing to send: --rate, --reds and --heartbeats are 0';
  if ((account === undefined) !== (devicesFile === undefined)) return '--account and --devices-file go together';
  if (account === undefined) return null;
  return rate === 0 && reds === 0 ? null : 'With --account only heartbeats are sent: --rate 0 and no --reds';
};

/** So many in `duration` milliseconds. */
export const countOf = (rate: number, duration: number): number => Math.round((rate * duration) / 1_000);

/** What a run says of itself: while it goes on, and in its result. */
export const describeLoad = (options: LoadOptions, devices: number) => {
  const { rate, reds, heartbeats, mix, warmup, duration, seed } = options;
  const parts = [
    `${rate}/s`,
    ...(reds > 0 ? [`${reds} reds/s`] : []),
    ...(heartbeats > 0 ? [`${heartbeats} heartbeats/s`] : []),
  ];
  return {
    headline: `${parts.join(' + ')} from ${devices} devices (seed ${seed})`,
    facts: {
      asked: { rate, reds, heartbeats, mix: rate === 0 ? {} : Object.fromEntries(mix), warmup, duration },
      devices,
    },
  };
};
