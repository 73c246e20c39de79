import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SERVER_PATH } from '../install.ts';
import { type RunningProcess, startProgram } from '../processes/start-process.ts';
import { freePort, probePort } from './free-port.ts';

export type Server = RunningProcess & { readonly url: string };

/**
 * A peer's own broker. As Varde's: kept to disk each second, so many in flight. Kinder than Varde's: no bound on what
 * waits for a client that is away or slow, and no account or topic right is looked at.
 */
export const startMosquitto = async (folder: string): Promise<Server> => {
  const home = path.join(folder, 'mosquitto');
  await mkdir(home, { recursive: true });
  const port = await freePort();
  const config = path.join(home, 'mosquitto.conf');
  const lines = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    // Otherwise root becomes a user who cannot write to this folder.
    'user root',
    'persistence true',
    `persistence_location ${home}/`,
    'autosave_interval 1',
    'max_queued_messages 0',
    'max_queued_bytes 0',
    'max_inflight_messages 100',
    'set_tcp_nodelay true',
    'log_dest stderr',
    'log_type error',
    'log_type warning',
  ];
  await writeFile(config, `${lines.join('\n')}\n`);
  const log = path.join(folder, 'mosquitto.log');
  const args = ['-c', config];
  const program = await startProgram({
    command: 'mosquitto',
    args,
    log,
    env: { PATH: SERVER_PATH },
    probe: () => probePort(port),
  });
  return { ...program, url: `mqtt://127.0.0.1:${port}` };
};
