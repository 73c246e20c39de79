import { Command, InvalidArgumentError, Option } from 'commander';
import { seededDraw } from '../chance/draw.ts';
import type { DeviceClient } from '../device/device-client.ts';
import { arrivals } from '../load/arrivals.ts';
import { chooseDevices, sendersByKind } from '../load/choose-devices.ts';
import { MIXES, type Mix, readMix } from '../load/mix.ts';
import { inOrder, mixSends, redSends, type Send } from '../load/sends.ts';
import { type MeasuredOptions, runMeasured, withMeasuredOptions } from './measured-run.ts';
import { parseCount, parseDuration, parseRate } from './parse-option.ts';
import { runUntilStopped } from './run-until-stopped.ts';
import { findPlace } from './session.ts';

type LoadOptions = MeasuredOptions & {
  readonly rate: number;
  readonly reds: number;
  readonly mix: Mix;
  readonly duration: number;
  readonly warmup: number;
  readonly devices: number;
};

const parseMix = (text: string): Mix => {
  const mix = readMix(text);
  if ('fault' in mix) throw new InvalidArgumentError(mix.fault);
  return mix;
};

const run = async (options: LoadOptions, signal: AbortSignal): Promise<number> => {
  const { rate, reds, seed, warmup, devices: limit } = options;
  const mix: Mix = rate === 0 ? new Map() : options.mix;
  if (rate === 0 && reds === 0) throw new Error('Nothing to send: --rate and --reds are both 0');
  const duration = warmup + options.duration;
  const place = await findPlace(options, signal, duration);
  const redCount = Math.round((reds * duration) / 1_000);
  const draw = seededDraw(seed, 'devices');
  const chosen = chooseDevices(place.devices, { reds: redCount, mix, limit, draw });
  const senders = sendersByKind(chosen.others, mix);

  const sends = (clients: ReadonlyMap<string, DeviceClient>): Iterable<Send> => {
    const clientsOf = (devices: readonly { readonly id: string }[]): DeviceClient[] =>
      devices.flatMap(({ id }) => clients.get(id) ?? []);
    const able = new Map([...senders].map(([kind, devices]) => [kind, clientsOf(devices)]));
    const arriving = arrivals(rate, duration, mix, seededDraw(seed, 'load'));
    return inOrder(
      mixSends(arriving, able, seededDraw(seed, 'senders')),
      redSends(clientsOf(chosen.reds), duration, seededDraw(seed, 'reds')),
    );
  };
  const facts = { rate, reds, mix: Object.fromEntries(mix), warmup, duration: options.duration };
  const headline = `${rate}/s and ${reds} reds/s (seed ${seed})`;
  const devices = [...chosen.others, ...chosen.reds];
  return runMeasured(
    place,
    options,
    { name: 'load', devices, sends, warmUp: warmup, duration, facts, headline },
    signal,
  );
};

export const loadCommand = (): Command =>
  withMeasuredOptions(new Command('load'))
    .description('an open loop of messages at a fixed rate; exit 1 when something sent was not stored')
    .option('--rate <count>', 'messages of the mix a second', parseRate, 100)
    .addOption(
      new Option('--mix <mix>', `${Object.keys(MIXES).join(', ')}, or kind=weight,…`)
        .argParser(parseMix)
        .default(parseMix('day'), 'day'),
    )
    .option('--reds <count>', 'fires a second beside the mix, each from a device of its own', parseRate, 0)
    .addOption(new Option('--duration <time>', 'how long').argParser(parseDuration).default(60_000, '60s'))
    .addOption(
      new Option('--warmup <time>', 'sent before that, in none of the figures')
        .argParser(parseDuration)
        .default(0, '0s'),
    )
    .option('--devices <count>', 'how many devices send the mix', parseCount, 1_000)
    .action((options: LoadOptions) => runUntilStopped((signal) => run(options, signal)));
