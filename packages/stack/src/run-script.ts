import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync } from 'node:fs';
import process from 'node:process';
import { openLog } from './process-unit.ts';
import { StackError } from './stack-error.ts';

export type Script = {
  readonly what: string;
  readonly file: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly log: string;
  readonly signal: AbortSignal;
};

/** Runs a script of the project to its end; what it writes goes to its log. */
export const runScript = async ({ what, file, args = [], cwd = '/', env, log, signal }: Script): Promise<void> => {
  const out = openLog(log);
  try {
    const child = spawn(process.execPath, [file, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', out, out],
      signal,
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new StackError(`${what} failed; see ${log}`);
  } finally {
    closeSync(out);
  }
};
