import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { glob, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountRecord } from '../accounts/broker-account.ts';
import { createBrokerAccounts } from '../accounts/broker-accounts.ts';
import { writeDynsecFile } from '../accounts/dynsec-file.ts';
import { mosquittoConfig } from '../mosquitto-config.ts';
import { ADMIN, freePort, SERVICE, type TestBroker } from './test-broker.ts';

const findPlugin = async (): Promise<string> => {
  for await (const path of glob('/usr/{lib,local/lib,lib/*-linux-gnu}/mosquitto_dynamic_security.so')) return path;
  throw new Error('Mosquitto’s dynamic-security plugin is not installed.');
};

const listening = async (port: number): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const up = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (up) return;
    await sleep(50);
  }
  throw new Error('mosquitto does not come up.');
};

const stopped = async (server: ChildProcess): Promise<void> => {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
};

export type TestMosquitto = TestBroker & { restart(): Promise<void> };

/** A mosquitto process of its own, with this package's settings and account file. */
export const startMosquitto = async (accounts: readonly AccountRecord[] = []): Promise<TestMosquitto> => {
  const folder = await mkdtemp(join(tmpdir(), 'varde-mosquitto-'));
  const port = await freePort();
  const dynsecFile = join(folder, 'dynamic-security.json');
  const configFile = join(folder, 'mosquitto.conf');
  await writeDynsecFile({ path: dynsecFile, admin: ADMIN, services: [SERVICE], accounts });
  const asRoot = process.getuid?.() === 0;
  const config = mosquittoConfig({
    port,
    dataDir: folder,
    pluginPath: await findPlugin(),
    dynsecFile,
    ...(asRoot ? { user: 'root' } : {}),
  });
  await writeFile(configFile, config);
  const run = async (): Promise<ChildProcess> => {
    const started = spawn('mosquitto', ['-c', configFile], { stdio: 'ignore' });
    await listening(port);
    return started;
  };
  let server = await run();
  const url = `mqtt://127.0.0.1:${port}`;
  const control = await createBrokerAccounts({ kind: 'dynsec', url, ...ADMIN, clientId: 'contract-admin' });
  return {
    url,
    service: SERVICE,
    accounts: control,
    restart: async () => {
      await stopped(server);
      server = await run();
    },
    close: async () => {
      await control.close();
      await stopped(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
