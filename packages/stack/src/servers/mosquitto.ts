import { once } from 'node:events';
import { chownSync, existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { mosquittoConfig, writeDynsecFile } from '@varde/mqtt';
import { createDatabase, listAccounts } from '@varde/postgres';
import type { Account } from '../modes/mode.ts';
import { processUnit } from '../process-unit.ts';
import type { Unit } from '../unit.ts';
import { resilientUnit } from './resilient-unit.ts';
import { makeServerFolder, type ServerUser } from './server-user.ts';

export type BrokerAccess = {
  readonly database: string;
  readonly service: Account;
  readonly admin: Account;
};

export type MosquittoOptions = BrokerAccess & {
  readonly program: string;
  readonly plugin: string;
  readonly home: string;
  readonly user: ServerUser | null;
  readonly port: number;
  readonly log: string;
};

/** Writes every account the database knows into the broker's own file: what it starts from is always whole. */
export const writeAccounts = async (file: string, access: BrokerAccess, owner: ServerUser | null): Promise<void> => {
  const db = createDatabase({ url: access.database, name: 'broker-accounts', max: 1 }, () => undefined);
  try {
    const accounts = await listAccounts(db);
    const { admin, service } = access;
    await writeDynsecFile({ path: file, admin, services: [service], accounts, ...(owner ? { owner } : {}) });
  } finally {
    await db.destroy();
  }
};

/** Resolves when somebody listens there. */
export const probePort = async (port: number): Promise<void> => {
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(2_000, () => socket.destroy(new Error('no answer')));
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
};

export const mosquittoUnit = (options: MosquittoOptions): Unit => {
  const folder = path.join(options.home, 'mosquitto');
  const [config, dynsecFile] = [path.join(folder, 'mosquitto.conf'), path.join(folder, 'dynamic-security.json')];
  const { port, plugin: pluginPath } = options;
  const server = processUnit({
    name: 'mosquitto',
    command: options.program,
    args: ['-c', config],
    env: { PATH: process.env['PATH'] },
    log: options.log,
    user: options.user,
    ready: () => probePort(port),
  });
  const settings = mosquittoConfig({ port, dataDir: folder, pluginPath, dynsecFile });
  const prepare = async (): Promise<void> => {
    makeServerFolder(folder, options.user);
    writeFileSync(config, settings, { mode: 0o600 });
    if (options.user !== null) chownSync(config, options.user.uid, options.user.gid);
    // At each start, also after a crash: an account made or revoked while it was away counts at once.
    await writeAccounts(dynsecFile, options, options.user).catch((error: unknown) => {
      // While the database is away the broker starts from what it has kept itself.
      if (!existsSync(dynsecFile)) throw error;
    });
  };
  return resilientUnit(server, { prepare, data: path.join(folder, 'mosquitto.db') });
};
