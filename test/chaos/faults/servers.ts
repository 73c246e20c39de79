import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, KILLED, type Promised, REDIS_GONE } from '../fault.ts';
import { isAlive, sendSignal, untilBack } from '../processes.ts';
import type { Scene } from '../scene.ts';
import { askRedis } from './ask-redis.ts';

type Server = 'redis' | 'mosquitto' | 'postgres';

const strikeOnce = (name: string, what: string, server: Server, kill: (scene: Scene) => Promise<void>): Fault => ({
  name,
  what,
  hits: [server],
  promised: server === 'redis' ? REDIS_GONE : KILLED,
  prepare: async (scene) => async () => {
    const pid = await scene.pidOf(server);
    await kill(scene);
    return {
      mend: async () => {
        await untilBack(scene, server, pid);
        return [];
      },
    };
  },
});

/** Stopped first, so that it cannot write once more what is being taken from it. */
const killWithout = async (scene: Scene, server: 'redis' | 'mosquitto', data: string): Promise<void> => {
  const pid = await scene.pidOf(server);
  sendSignal(pid, 'SIGSTOP');
  await rm(path.join(scene.dataOf(server), data), { recursive: true });
  sendSignal(pid, 'SIGKILL');
};

/** Killed again whenever the supervisor has brought it back, until told to let it be. */
const keepAway = (scene: Scene, server: Server): (() => Promise<void>) => {
  const stop = new AbortController();
  const killing = (async () => {
    while (!stop.signal.aborted) {
      sendSignal(await scene.pidOf(server), 'SIGKILL');
      await sleep(20);
    }
  })();
  return async () => {
    stop.abort();
    await killing;
  };
};

const away = (server: Server, promised: Promised): Fault => ({
  name: `${server}-away`,
  what: `${server} killed, and killed again whenever it is back`,
  hits: [server],
  promised,
  prepare: async (scene) => async () => {
    const letBe = keepAway(scene, server);
    return {
      mend: async () => {
        await letBe();
        // The last one killed may be told of still.
        const pid = await scene.pidOf(server);
        if (!isAlive(pid)) await untilBack(scene, server, pid);
        return [];
      },
    };
  },
});

const redisFull: Fault = {
  name: 'redis-full',
  what: 'Redis at maxmemory with noeviction: it takes nothing more',
  hits: ['redis'],
  promised: REDIS_GONE,
  prepare: async (scene) => async () => {
    const { servers } = await scene.state();
    const url = servers['redis']?.url ?? '';
    await askRedis(url, ['CONFIG', 'SET', 'maxmemory', '1']);
    return {
      mend: async () => {
        await askRedis(url, ['CONFIG', 'SET', 'maxmemory', '0']);
        return [];
      },
    };
  },
};

const signal = (server: Server, name: NodeJS.Signals) => async (scene: Scene) => {
  sendSignal(await scene.pidOf(server), name);
};

export const SERVER_FAULTS: readonly Fault[] = [
  strikeOnce('redis-wiped', 'redis-server killed and its data wiped', 'redis', (scene) =>
    killWithout(scene, 'redis', 'appendonlydir'),
  ),
  away('redis', REDIS_GONE),
  redisFull,
  strikeOnce('mosquitto-wiped', 'mosquitto killed and its persistence deleted', 'mosquitto', (scene) =>
    killWithout(scene, 'mosquitto', 'mosquitto.db'),
  ),
  strikeOnce('mosquitto-kill', 'mosquitto killed', 'mosquitto', signal('mosquitto', 'SIGKILL')),
  away('mosquitto', { kind: 'after-mend', within: 5_000 }),
  strikeOnce('postgres-quit', 'PostgreSQL shut down at once (SIGQUIT)', 'postgres', signal('postgres', 'SIGQUIT')),
  strikeOnce('postgres-kill', "PostgreSQL's postmaster killed (SIGKILL)", 'postgres', signal('postgres', 'SIGKILL')),
];
