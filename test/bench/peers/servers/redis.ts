import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startProgram } from '../processes/start-process.ts';
import { freePort, probePort } from './free-port.ts';
import type { Server } from './mosquitto.ts';

/** Set as Varde's is: nothing evicted, everything appended to disk once a second. */
export const startRedis = async (folder: string): Promise<Server> => {
  const home = path.join(folder, 'redis');
  await mkdir(home, { recursive: true });
  const port = await freePort();
  const settings = { bind: '127.0.0.1', port: String(port), dir: home, save: '' };
  const durability = { appendonly: 'yes', appendfsync: 'everysec', 'maxmemory-policy': 'noeviction' };
  const args = Object.entries({ ...settings, ...durability }).flatMap(([name, value]) => [`--${name}`, value]);
  const log = path.join(folder, 'redis.log');
  const program = await startProgram({ command: 'redis-server', args, log, probe: () => probePort(port) });
  return { ...program, url: `redis://127.0.0.1:${port}` };
};
