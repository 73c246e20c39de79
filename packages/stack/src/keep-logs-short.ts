import { copyFileSync, readdirSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';

const LOG_LIMIT = 20 * 1024 * 1024;
const PAUSE = 30_000;

/** What is written in the moment between the two is lost; the file stays the one that its process has open. */
const makeRoom = (file: string): void => {
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
};

/** Every log of the folder that has grown large is moved aside, in the place of the one moved before it. */
export const makeRoomInLogs = (folder: string, limit = LOG_LIMIT): void => {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (name.endsWith('.log') && statSync(file).size > limit) makeRoom(file);
  }
};

/** Whoever writes a log only ever appends to it. Returns how to stop. */
export const keepLogsShort = (folder: string, onError: (error: unknown) => void): (() => void) => {
  const look = (): void => {
    try {
      makeRoomInLogs(folder);
    } catch (error) {
      onError(error);
    }
  };
  look();
  const timer = setInterval(look, PAUSE);
  return () => clearInterval(timer);
};
