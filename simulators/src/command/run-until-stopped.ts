import process from 'node:process';

/** However it ends, it has ended two seconds after it was told to. */
const STOP_LIMIT = 2_000;

/**
 * Runs a command as this process. The signal is aborted on SIGTERM, SIGINT or when the supervisor is gone (npm and the
 * terminal both forward Ctrl-C, so a second one means nothing). The command gives its exit code.
 */
export const runUntilStopped = async (command: (stopped: AbortSignal) => Promise<number>): Promise<void> => {
  const stopping = new AbortController();
  const stop = (): void => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    setTimeout(() => process.exit(0), STOP_LIMIT).unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  try {
    process.exit(await command(stopping.signal));
  } catch (error) {
    if (stopping.signal.aborted) process.exit(0);
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
};
