import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, markProcess, type ProcessMark } from './process-birth.ts';
import { codeOf } from './stack-error.ts';

const readHolder = (file: string): ProcessMark | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessMark;
  } catch {
    return null;
  }
};

/** Takes the lock file or tells who lives and holds it. A link either succeeds or does not, whoever races. */
const tryLock = (file: string): ProcessMark | null => {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(markProcess(process.pid)));
  try {
    linkSync(draft, file);
    return null;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const holder = readHolder(file);
  if (holder !== null && isAlive(holder)) return holder;
  try {
    // Of several that find a dead one's lock only one can move it away.
    renameSync(file, draft);
    rmSync(draft);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  return tryLock(file);
};

export type Lock = { release(): void };

/** Waits for the lock up to `limit` milliseconds; null when another process still holds it. */
export const takeLock = async (file: string, limit: number): Promise<Lock | null> => {
  const until = Date.now() + limit;
  while (tryLock(file) !== null) {
    if (Date.now() >= until) return null;
    await sleep(100);
  }
  return { release: () => rmSync(file, { force: true }) };
};
