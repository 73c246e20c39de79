import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { ModeName } from '../modes/mode.ts';
import { StackError } from '../stack-error.ts';

/** Whom servers run as when root starts the stack: PostgreSQL refuses to be root, and the others need not be. */
export type ServerUser = { readonly uid: number; readonly gid: number };

const NAME = 'postgres';

const readId = (flag: '-u' | '-g'): number | null => {
  const { status, stdout } = spawnSync('id', [flag, NAME], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
};

const findUser = (): ServerUser | null => {
  const [uid, gid] = [readId('-u'), readId('-g')];
  return uid === null || gid === null ? null : { uid, gid };
};

/** null: the stack is not root's, servers run as whoever started it. */
export const findServerUser = (say: (line: string) => void): ServerUser | null => {
  if (process.getuid?.() !== 0) return null;
  const known = findUser();
  if (known !== null) return known;
  say(`  PostgreSQL does not run as root: making the system user "${NAME}"`);
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]);
  const made = findUser();
  if (made === null) {
    throw new StackError(`PostgreSQL does not run as root and no user "${NAME}" could be made; start as another user.`);
  }
  return made;
};

/** Whether that user can walk into the folder: asked of the system itself, since modes are only half of it. */
export const canReach = (user: ServerUser, folder: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;

/** In a folder everybody may write to, somebody else may have made it first. */
const makeOwnFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new StackError(`${folder} belongs to somebody else; remove it, or set TMPDIR to another folder.`);
  }
  chmodSync(folder, 0o755);
};

/**
 * Where a mode's servers keep their data, apart from other modes': in the state folder, or, where their user cannot
 * reach that (say, in root's home), in a folder of temporary files named after it.
 */
export const chooseServerHome = (stateFolder: string, mode: ModeName, user: ServerUser | null): string => {
  const own = path.join(stateFolder, mode);
  if (user === null || canReach(user, stateFolder)) {
    makeOwnFolder(own);
    return own;
  }
  const mark = createHash('sha256').update(stateFolder).digest('hex').slice(0, 12);
  for (const temporary of [tmpdir(), '/var/tmp', '/tmp']) {
    if (!canReach(user, temporary)) continue;
    const elsewhere = path.join(temporary, `varde-${mode}-${mark}`);
    makeOwnFolder(elsewhere);
    return elsewhere;
  }
  throw new StackError(`The user "${NAME}" can reach neither ${stateFolder} nor a folder for temporary files.`);
};

/** A folder of the server's own, nobody else's to read. */
export const makeServerFolder = (folder: string, user: ServerUser | null): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user !== null) chownSync(folder, user.uid, user.gid);
};
