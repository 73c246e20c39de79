import { freePorts } from '../ports.ts';
import { embeddedPostgresBin } from '../servers/embedded-binaries.ts';
import { postgresUnit, postgresUrl } from '../servers/postgres.ts';
import { chooseServerHome, findServerUser } from '../servers/server-user.ts';
import type { Mode } from './mode.ts';
import { localAccounts, type ModeContext } from './mode-context.ts';

/** Nothing to install but Node: PostgreSQL from an npm package, the broker and every service in one process. */
export const embeddedMode = async (context: ModeContext): Promise<Mode> => {
  const { folder, secrets } = context;
  const user = findServerUser(context.say);
  const home = chooseServerHome(folder.path, 'embedded', user);
  const [port = 0] = await freePorts(1, context.promised);
  const bin = embeddedPostgresBin(home, user);
  const password = secrets.database;
  const postgres = await postgresUnit({ bin, home, user, port, password, log: folder.log('postgres') });
  const database = postgresUrl(port, password, 'varde');
  return {
    name: 'embedded',
    home,
    urls: {
      database,
      queue: postgresUrl(port, password, 'varde_queue'),
      mqtt: `mqtt://127.0.0.1:${context.mqttPort}`,
    },
    servers: { postgres: { url: database, unit: 'postgres' } },
    accounts: 'aedes',
    subscriptions: 'plain',
    together: true,
    local: true,
    storage: [postgres],
    broker: [],
    mqtt: localAccounts(context),
  };
};
