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

/**
 * Moves a dead one's lock away. Of several that have found it dead, one may have moved it and taken the lock since: what
 * turns out to be a living one's goes back.
 */
export const moveAway = (file: string, aside: string): void => {
  try {
    renameSync(file, aside);
    const holder = readHolder(aside);
    if (holder !== null && isAlive(holder)) linkSync(aside, file);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(codeOf(error))) throw error;
  } finally {
    rmSync(aside, { force: true });
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
  moveAway(file, draft);
  return tryLock(file);
};

export type Lock = { release(): void };

/** Waits for the lock up to `limit` milliseconds; null when another process still holds it. Rejects when aborted. */
export const takeLock = async (file: string, limit: number, signal?: AbortSignal): Promise<Lock | null> => {
  const until = Date.now() + limit;
  while (tryLock(file) !== null) {
    if (Date.now() >= until) return null;
    await sleep(100, undefined, signal === undefined ? {} : { signal });
  }
  return { release: () => rmSync(file, { force: true }) };
};
