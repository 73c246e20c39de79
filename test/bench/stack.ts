import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { type ApiClient, createApiClient } from '../harness/api.ts';
import { type StackState, startStack, tokenFor } from '../harness/stack.ts';
import { ageLog } from './age-log.ts';
import type { BenchContext } from './bench.ts';
import { readSettings } from './stack-settings.ts';

export type BenchStack = {
  /** Holds `stack.json`. */
  readonly dir: string;
  readonly state: StackState;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Somebody of that role; the same name is the same person. */
  person(role: string, name?: string): Promise<ApiClient>;
  stop(): Promise<void>;
};

/**
 * A `servers` stack as anybody starts it, by the command and with its settings as they are, on a fresh data folder.
 * What the servers tell of their settings goes to the context. Whoever starts it stops it.
 */
export const startBenchStack = async (context: BenchContext): Promise<BenchStack> => {
  // The servers' own user walks through it when root measures; left private, their data would lie elsewhere and stay.
  await chmod(context.folder, 0o755);
  const dir = path.join(context.folder, 'stack');
  context.signal.throwIfAborted();
  context.log('starting the stack');
  const stack = await startStack('servers', dir);
  const onAbort = (): void => void stack.stop();
  context.signal.addEventListener('abort', onAbort, { once: true });
  const stop = async (): Promise<void> => {
    context.signal.removeEventListener('abort', onAbort);
    await stack.stop();
  };
  try {
    context.signal.throwIfAborted();
    const state = await stack.state();
    const [databaseUrl, redisUrl] = [state.servers['postgres']?.url, state.servers['redis']?.url];
    if (databaseUrl === undefined || redisUrl === undefined) throw new Error('the stack tells no servers');
    await ageLog(databaseUrl);
    for (const [of, read] of Object.entries(await readSettings(databaseUrl, redisUrl))) context.settings(of, read);
    return {
      dir,
      state,
      databaseUrl,
      redisUrl,
      person: async (role, name) => createApiClient(state.api, await tokenFor(dir, role, name)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
