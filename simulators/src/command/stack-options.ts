import path from 'node:path';
import type { Command } from 'commander';
import { givenToken, stackTokens, type TokenSource } from '../platform/token-source.ts';

export type StackOptions = {
  readonly data: string;
  readonly stack?: string;
  readonly token?: string;
  readonly quiet?: true;
};

/** Every simulator finds the stack in the same way. */
export const withStackOptions = (command: Command): Command =>
  command
    .option('--data <dir>', 'folder of the running stack', '.varde')
    .option('--stack <file>', 'its stack.json, where it is not in that folder')
    .option('--token <token>', 'bearer token instead of one from the stack')
    .option('--quiet', 'print nothing but faults');

export const stackFileOf = ({ stack, data }: StackOptions): string => stack ?? path.join(data, 'stack.json');

export const tokensOf = (options: StackOptions, role: string, name?: string): TokenSource =>
  options.token === undefined
    ? stackTokens({ role, dataDir: path.dirname(stackFileOf(options)), ...(name === undefined ? {} : { name }) })
    : givenToken(options.token);
