import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { PeerMissing } from './peer.ts';

const run = promisify(execFile);
/** Debian keeps servers there, and not everybody searches it. */
export const SERVER_PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;

const isThere = (program: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'command -v "$0"', program], { env: { PATH: SERVER_PATH } }).status === 0;

/** Installed from Debian where that is allowed; throws PeerMissing where the program is not there in the end. */
export const needProgram = async (program: string, debianPackage: string): Promise<void> => {
  if (isThere(program)) return;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    // RUNLEVEL: it is not to start itself.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    const install = ['install', '-y', '-q', '--no-install-recommends', debianPackage];
    await run('apt-get', install, { env })
      .catch(() => run('apt-get', ['update', '-q'], { env }).then(() => run('apt-get', install, { env })))
      .catch(() => undefined);
  }
  if (!isThere(program))
    throw new PeerMissing(`${program} is not installed (Debian: apt-get install ${debianPackage})`);
};

/** Once, into a folder of the bench's own, never a dependency of ours. */
export const installFromNpm = async (folder: string, name: string, version: string): Promise<void> => {
  if (existsSync(path.join(folder, 'node_modules', name))) return;
  await mkdir(folder, { recursive: true });
  const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--no-save', `${name}@${version}`];
  try {
    await run('npm', args, { cwd: folder, timeout: 180_000 });
  } catch (error) {
    throw new PeerMissing(
      `${name} ${version} could not be installed from npm: ${(error as Error).message.slice(0, 300)}`,
    );
  }
};
