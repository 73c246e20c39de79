import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { findDynsecPlugin } from '../servers/find-program.ts';
import { installPrograms, PROGRAMS, type ProgramName } from '../servers/install-programs.ts';
import { ROOT } from '../services.ts';

const WANTED = Object.keys(PROGRAMS) as ProgramName[];

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** With these set a suite that cannot run is a failure: somebody counts on it. */
const isStrict = (env: NodeJS.ProcessEnv): boolean =>
  env['VARDE_REQUIRE_SERVERS'] === '1' || ['true', '1'].includes(env['CI'] ?? '');

const missing = new Set<ProgramName>(installPrograms(WANTED, say));
if (findDynsecPlugin() === null) missing.add('mosquitto');

for (const name of missing) {
  const what = `${name} is not installed (Debian: ${PROGRAMS[name].debian})`;
  say(
    isStrict(process.env)
      ? `${what}, and nothing may be skipped here.`
      : `${what}: the tests that need it are skipped.`,
  );
}

if (missing.size > 0 && isStrict(process.env)) process.exit(1);

const have = WANTED.filter((name) => !missing.has(name)).join(',');
const vitest = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
const args = [vitest, 'run', '--config', path.join(ROOT, 'vitest.config.ts'), ...process.argv.slice(2)];
const child = spawn(process.execPath, args, {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, VARDE_HAVE: have },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.once('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
});
