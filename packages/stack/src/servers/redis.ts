import { once } from 'node:events';
import { chownSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { processUnit } from '../process-unit.ts';
import type { Unit } from '../unit.ts';
import { resilientUnit } from './resilient-unit.ts';
import { makeServerFolder, type ServerUser } from './server-user.ts';

export type RedisOptions = {
  readonly program: string;
  readonly home: string;
  readonly user: ServerUser | null;
  readonly port: number;
  readonly password: string;
  readonly log: string;
};

export const redisUrl = (port: number, password: string): string => `redis://default:${password}@127.0.0.1:${port}`;

/** What BullMQ asks of Redis: nothing evicted, everything appended to disk once a second. */
export const REDIS_SETTINGS = [
  ['appendonly', 'yes'],
  ['appendfsync', 'everysec'],
  ['maxmemory-policy', 'noeviction'],
  ['save', ''],
] as const;

/** Resolves when Redis answers PONG; while it reads its file after a crash it says LOADING. */
export const probeRedis = async (port: number, password: string): Promise<void> => {
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(2_000, () => socket.destroy(new Error('Redis does not answer')));
  try {
    await once(socket, 'connect');
    socket.write(`AUTH ${password}\r\nPING\r\n`);
    let answer = '';
    for await (const chunk of socket) {
      answer += String(chunk);
      if (answer.includes('+PONG')) return;
      if (answer.includes('-')) throw new Error(answer);
    }
    throw new Error('Redis hung up');
  } finally {
    socket.destroy();
  }
};

export const redisUnit = (options: RedisOptions): Unit => {
  const folder = path.join(options.home, 'redis');
  const config = path.join(folder, 'redis.conf');
  const settings = [
    ['bind', '127.0.0.1'],
    ['port', options.port],
    ['dir', folder],
    ['requirepass', options.password],
    ...REDIS_SETTINGS,
  ];
  const lines = settings.map(([key, value]) => `${key} "${value}"\n`);
  const prepare = (): void => {
    makeServerFolder(folder, options.user);
    writeFileSync(config, lines.join(''), { mode: 0o600 });
    if (options.user !== null) chownSync(config, options.user.uid, options.user.gid);
  };
  const server = processUnit({
    name: 'redis',
    command: options.program,
    args: [config],
    env: { PATH: process.env['PATH'] },
    log: options.log,
    user: options.user,
    ready: () => probeRedis(options.port, options.password),
  });
  return resilientUnit(server, { prepare, data: path.join(folder, 'appendonlydir') });
};
