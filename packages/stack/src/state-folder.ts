import { chmodSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codeOf, StackError } from './stack-error.ts';

/** Where a stack keeps its state, everything in it by name. */
export type StateFolder = {
  readonly path: string;
  readonly stackFile: string;
  readonly secrets: string;
  readonly ports: string;
  readonly processes: string;
  readonly lock: string;
  readonly logs: string;
  log(process: string): string;
};

export const stateFolder = (folder: string): StateFolder => ({
  path: folder,
  stackFile: path.join(folder, 'stack.json'),
  secrets: path.join(folder, 'secrets.json'),
  ports: path.join(folder, 'ports.json'),
  processes: path.join(folder, 'processes.json'),
  lock: path.join(folder, 'supervisor.lock'),
  logs: path.join(folder, 'logs'),
  log: (process) => path.join(folder, 'logs', `${process}.log`),
});

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written to',
  EPERM: 'it may not be written to',
  EROFS: 'it is on a disk that is read only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file',
  ENOENT: 'no folder can be made there',
};

/** Step by step: asked to make the whole path, Node never comes back from some places, /proc for one. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
};

/** Makes the folder, or says in one sentence why it cannot be used. */
export const openStateFolder = (name: string): StateFolder => {
  const folder = stateFolder(path.resolve(name));
  if (statSync(folder.path, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new StackError(`${folder.path} is a file; the state of a stack needs a folder.`);
  }
  try {
    makeFolder(folder.logs);
    const probe = path.join(folder.path, '.probe');
    writeFileSync(probe, '');
    rmSync(probe);
    chmodSync(folder.path, 0o755);
  } catch (cause) {
    const reason = REASONS[codeOf(cause)] ?? String(cause);
    throw new StackError(`The state folder ${folder.path} cannot be used: ${reason}.`, { cause });
  }
  return folder;
};
