import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TOKEN_COMMAND = fileURLToPath(new URL('../../../packages/stack/src/commands/token.ts', import.meta.url));

const ANSWER_LIMIT = 15_000;

export type TokenSource = {
  current(): Promise<string>;
  /** A fresh one, after the current was refused. */
  renewed(): Promise<string>;
};

export const givenToken = (token: string): TokenSource => ({
  current: async () => token,
  renewed: async () => token,
});

export type TokenRequest = { readonly role: string; readonly name?: string; readonly dataDir: string };

/** Asks the local stack's own command, as a person at the keyboard would: simulators are outsiders. */
export const stackTokens = ({ role, name, dataDir }: TokenRequest): TokenSource => {
  const args = [TOKEN_COMMAND, '--role', role, ...(name === undefined ? [] : ['--name', name]), '--data', dataDir];
  const ask = async (): Promise<string> => {
    try {
      const { stdout } = await run(process.execPath, args, { timeout: ANSWER_LIMIT });
      return stdout.trim();
    } catch (error) {
      // Its own sentence says more than that the command failed.
      const { stderr } = error as { stderr?: string };
      throw new Error(stderr?.trim() || 'no token', { cause: error });
    }
  };
  let token: Promise<string> | undefined;
  const renewed = (): Promise<string> => {
    const asked = ask();
    token = asked;
    // A failed one is asked for again the next time.
    asked.catch(() => {
      if (token === asked) token = undefined;
    });
    return asked;
  };
  return { current: () => token ?? renewed(), renewed };
};
