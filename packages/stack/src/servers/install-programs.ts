import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { findProgram } from './find-program.ts';

/** What is asked for, the program that shows that it is there, and Debian's name for the package. */
export const PROGRAMS = {
  postgres: { program: 'postgres', debian: 'postgresql' },
  redis: { program: 'redis-server', debian: 'redis-server' },
  mosquitto: { program: 'mosquitto', debian: 'mosquitto' },
  'mosquitto-clients': { program: 'mosquitto_pub', debian: 'mosquitto-clients' },
  chromium: { program: 'chromium', debian: 'chromium' },
} as const;
export type ProgramName = keyof typeof PROGRAMS;

const missingPrograms = (names: readonly ProgramName[]): ProgramName[] =>
  names.filter((name) => findProgram(PROGRAMS[name].program) === null);

const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/etc/debian_version');

const apt = (args: readonly string[]): boolean =>
  spawnSync('apt-get', args, {
    // To standard error: it is no command's answer.
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  }).status === 0;

/**
 * Installs what is missing where that is allowed (root on Debian), and says so. Gives what is missing still.
 */
export const installPrograms = (names: readonly ProgramName[], say: (line: string) => void): ProgramName[] => {
  const missing = missingPrograms(names);
  if (missing.length === 0 || !mayInstall()) return missing;
  const packages = missing.map((name) => PROGRAMS[name].debian);
  say(`Installing with apt-get: ${packages.join(' ')}`);
  const install = ['install', '-y', '-q', '--no-install-recommends', ...packages];
  if (!apt(install)) {
    apt(['update', '-q']);
    apt(install);
  }
  return missingPrograms(names);
};
