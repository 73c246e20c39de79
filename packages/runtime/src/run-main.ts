import process from 'node:process';
import type { Env } from './config.ts';

export type Running = { close(): Promise<void> };
/** A service's main: builds and runs it, gives back how to stop it. */
export type Start = (env: Env) => Promise<Running>;

const CLOSE_LIMIT = 10_000;

/**
 * Runs a service as this process: starts it, and stops it on SIGTERM, SIGINT or when the supervisor is gone.
 * A second signal, or ten seconds, ends it at once.
 */
export const runMain = async (start: Start): Promise<void> => {
  let running: Running | undefined;
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), CLOSE_LIMIT).unref();
    Promise.resolve(running?.close()).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  try {
    running = await start(process.env);
    process.send?.({ ready: true });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
};
