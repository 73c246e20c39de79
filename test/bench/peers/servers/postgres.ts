import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import pg from 'pg';
import { startProgram } from '../processes/start-process.ts';
import { freePort } from './free-port.ts';
import type { Server } from './mosquitto.ts';

const DEBIAN = '/usr/lib/postgresql';
const USER = 'postgres';

/** The newest Debian has installed; undefined: none. */
export const postgresPrograms = (): string | undefined => {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : path.join(DEBIAN, newest, 'bin');
};

/** PostgreSQL refuses to be root. */
const serverUser = (): { uid: number; gid: number } | null => {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string): number => Number(execFileSync('id', [flag, USER], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

const probe = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } finally {
    await client.end();
  }
};

/** Durable, as Varde's is: PostgreSQL's own defaults, so fsync and the rest are on. */
export const startPostgres = async (bin: string, log: string): Promise<Server> => {
  const user = serverUser();
  // Its user cannot reach a scratch folder of root's.
  const home = await mkdtemp(path.join(tmpdir(), 'varde-bench-postgres-'));
  if (user !== null) chownSync(home, user.uid, user.gid);
  const remove = (): Promise<void> => rm(home, { recursive: true, force: true });
  try {
    const data = path.join(home, 'data');
    const made = ['-D', data, '-U', 'peer', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'];
    await promisify(execFile)(path.join(bin, 'initdb'), made, { cwd: home, ...user });
    const port = await freePort();
    const url = `postgres://peer@127.0.0.1:${port}/postgres`;
    const program = await startProgram({
      command: path.join(bin, 'postgres'),
      args: ['-D', data, '-k', home, '-h', '127.0.0.1', '-p', String(port)],
      log,
      user,
      stopSignal: 'SIGINT',
      probe: () => probe(url),
    });
    return { ...program, url, stop: () => program.stop().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
};
