import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

/** Which gateways this run has opened, for whoever comes after it if it is killed. */
export type GatewayNotes = {
  /** At once on the disk: a kill asks nobody. */
  add(username: string): void;
  /** They are taken away: nothing to remember. */
  discard(): Promise<void>;
};

const folderOf = (dataDir: string): string => path.join(dataDir, 'simulator-gateways');

/** Notes of one attempt of this process, in a file that begins with its number. */
export const openGatewayNotes = async (dataDir: string): Promise<GatewayNotes> => {
  const file = path.join(folderOf(dataDir), `${process.pid}-${randomUUID()}`);
  await mkdir(folderOf(dataDir), { recursive: true });
  return {
    add: (username) => appendFileSync(file, `${username}\n`),
    discard: () => rm(file, { force: true }),
  };
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** What runs that are no more have left: `remove` takes it away, and then the note of it goes too. */
export const clearLeftGateways = async (
  dataDir: string,
  remove: (usernames: readonly string[]) => Promise<void>,
): Promise<void> => {
  const notes = await readdir(folderOf(dataDir)).catch(() => []);
  for (const name of notes.filter((each) => !isRunning(Number.parseInt(each, 10)))) {
    const file = path.join(folderOf(dataDir), name);
    const lines = (await readFile(file, 'utf8')).split('\n');
    await remove(lines.filter((username) => username !== ''));
    await rm(file, { force: true });
  }
};
