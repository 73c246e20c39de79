import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT = 60_000;
const ASK_EVERY = 50;

/** Where each process of the stack answers for its health, by its name. */
export const readHealthUrls = async (dir: string): Promise<Readonly<Record<string, string>>> => {
  const file = await readFile(path.join(dir, 'stack.json'), 'utf8');
  return (JSON.parse(file) as { health: Record<string, string> }).health;
};

export const healthOf = async (dir: string, name: string): Promise<string> => {
  const url = (await readHealthUrls(dir))[name];
  if (url === undefined) throw new Error(`${name} has no health address`);
  return url;
};

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

/** Resolves when the process there says that it and all it needs is ready. */
export const untilReady = async (url: string): Promise<void> => {
  const end = performance.now() + LIMIT;
  while (!(await isReady(url))) {
    if (performance.now() > end) throw new Error(`${url} was not ready within ${LIMIT / 1_000} s`);
    await sleep(ASK_EVERY);
  }
};
