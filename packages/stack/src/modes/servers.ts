import path from 'node:path';
import { freePorts } from '../ports.ts';
import { findDynsecPlugin, findProgram } from '../servers/find-program.ts';
import { installPrograms, PROGRAMS } from '../servers/install-programs.ts';
import { mosquittoUnit } from '../servers/mosquitto.ts';
import { postgresUnit, postgresUrl } from '../servers/postgres.ts';
import { redisUnit, redisUrl } from '../servers/redis.ts';
import { chooseServerHome, findServerUser } from '../servers/server-user.ts';
import { StackError } from '../stack-error.ts';
import type { Mode } from './mode.ts';
import { localAccounts, type ModeContext } from './mode-context.ts';

type Programs = {
  readonly postgres: string;
  readonly redis: string;
  readonly mosquitto: string;
  readonly plugin: string;
};

const findPrograms = (say: (line: string) => void): Programs => {
  const missing = installPrograms(['postgres', 'redis', 'mosquitto'], say);
  const found = (name: 'postgres' | 'redis' | 'mosquitto'): string => findProgram(PROGRAMS[name].program) ?? '';
  const plugin = findDynsecPlugin();
  if (missing.length > 0) {
    const packages = missing.map((name) => PROGRAMS[name].debian).join(' ');
    throw new StackError(`VARDE_STACK=servers needs what is not installed here: ${packages} (names as in Debian).`);
  }
  if (plugin === null) throw new StackError('This Mosquitto has no dynamic-security plugin; install Mosquitto 2.');
  return { postgres: found('postgres'), redis: found('redis'), mosquitto: found('mosquitto'), plugin };
};

/** Real servers of this machine as child processes, on loopback and ports of their own, in private folders. */
export const serversMode = async (context: ModeContext): Promise<Mode> => {
  const { folder, secrets, mqttPort } = context;
  const programs = findPrograms(context.say);
  const user = findServerUser(context.say);
  const home = chooseServerHome(folder.path, 'servers', user);
  const [databasePort = 0, redisPort = 0] = await freePorts(2, context.promised);
  const database = postgresUrl(databasePort, secrets.database, 'varde');
  const queue = redisUrl(redisPort, secrets.redis);
  const mqtt = `mqtt://127.0.0.1:${mqttPort}`;
  const accounts = localAccounts(context);
  const place = { home, user };
  return {
    name: 'servers',
    home,
    urls: { database, queue, mqtt },
    servers: {
      postgres: { url: database, unit: 'postgres' },
      redis: { url: queue, unit: 'redis' },
      mosquitto: { url: mqtt, unit: 'mosquitto' },
    },
    accounts: 'dynsec',
    subscriptions: 'shared',
    together: false,
    local: true,
    storage: [
      await postgresUnit({
        ...place,
        bin: path.dirname(programs.postgres),
        port: databasePort,
        password: secrets.database,
        log: folder.log('postgres'),
      }),
      redisUnit({
        ...place,
        program: programs.redis,
        port: redisPort,
        password: secrets.redis,
        log: folder.log('redis'),
      }),
    ],
    broker: [
      mosquittoUnit({
        ...place,
        ...accounts,
        program: programs.mosquitto,
        plugin: programs.plugin,
        port: mqttPort,
        database,
        log: folder.log('mosquitto'),
      }),
    ],
    mqtt: accounts,
  };
};
