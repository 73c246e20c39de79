import path from 'node:path';
import type { Command } from 'commander';
import { parseCount } from './parse-option.ts';

export type StackOptions = {
  readonly data: string;
  readonly stack?: string;
  readonly quiet?: true;
};

/** Every simulator finds the stack in the same way. */
export const withStackOptions = (command: Command): Command =>
  command
    .option('--data <dir>', 'folder of the running stack', '.varde')
    .option('--stack <file>', 'its stack.json, where it is not in that folder')
    .option('--quiet', 'print nothing but faults');

export const stackFileOf = ({ stack, data }: StackOptions): string => stack ?? path.join(data, 'stack.json');

export const dataDirOf = (options: StackOptions): string => path.dirname(stackFileOf(options));

export type DeviceOptions = StackOptions & {
  readonly token?: string;
  readonly ownAccounts?: true;
  readonly gatewaySize: number;
};

/** For those that act as devices. */
export const withDeviceOptions = (command: Command): Command =>
  withStackOptions(command)
    .option('--token <token>', "a technician's bearer token, instead of one from the stack")
    .option('--own-accounts', 'each device signs in by itself; gives every one a new password')
    .option('--gateway-size <count>', 'how many devices share a gateway account', parseCount, 20);
