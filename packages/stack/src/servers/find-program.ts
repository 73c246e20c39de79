import { accessSync, constants, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const isRunnable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const subfolders = (folder: string): string[] => {
  try {
    return readdirSync(folder).map((name) => path.join(folder, name));
  } catch {
    return [];
  }
};

/** Debian keeps PostgreSQL by version, the newest first here. */
const postgresFolders = (): string[] =>
  subfolders('/usr/lib/postgresql')
    .toSorted((a, b) => Number(path.basename(b)) - Number(path.basename(a)))
    .map((folder) => path.join(folder, 'bin'));

/** The program's file on the PATH or where Debian keeps what is not on it; null when it is not installed. */
export const findProgram = (name: string): string | null => {
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).filter(path.isAbsolute);
  const folders = [...postgresFolders(), ...onPath, '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];
  return folders.map((folder) => path.join(folder, name)).find(isRunnable) ?? null;
};

const DYNSEC = 'mosquitto_dynamic_security.so';

/** Mosquitto's plugin for accounts and topic rights. */
export const findDynsecPlugin = (): string | null => {
  const folders = [...subfolders('/usr/lib'), '/usr/lib', '/usr/local/lib', '/opt/homebrew/lib'];
  const isThere = (file: string): boolean => subfolders(path.dirname(file)).includes(file);
  return folders.map((folder) => path.join(folder, DYNSEC)).find(isThere) ?? null;
};
