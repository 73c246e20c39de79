import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BackendServer, freePort } from './backend-server.ts';

export const createRedisServer = async (): Promise<BackendServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'varde-redis-'));
  const port = await freePort();
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', ''];
  let server: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const started = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'ignore'] });
    server = started;
    for await (const line of started.stdout) {
      if (String(line).includes('Ready to accept connections')) break;
    }
  };
  const stop = async (): Promise<void> => {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    remove: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
