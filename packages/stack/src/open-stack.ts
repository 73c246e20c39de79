import { existsSync, rmSync } from 'node:fs';
import { createMode, removeLeftovers } from './modes/create-mode.ts';
import type { Mode } from './modes/mode.ts';
import { claimPort, loadStablePorts } from './ports.ts';
import { stopLeftBehind } from './process-list.ts';
import { loadSecrets, type Secrets } from './secrets.ts';
import { readSettings, type Settings } from './settings.ts';
import { StackError } from './stack-error.ts';
import { openStateFolder, type StateFolder } from './state-folder.ts';
import { type Lock, takeLock } from './state-lock.ts';
import type { Steps } from './steps.ts';

export type StartOptions = {
  /** The state folder. */
  readonly data: string;
  /** Of the console and the api; 0: any. */
  readonly port?: number;
  readonly simulator: boolean;
};

/** A state folder that is ours alone, and what a stack in it is made of. Nothing runs yet. */
export type OpenStack = {
  readonly settings: Settings;
  readonly folder: StateFolder;
  readonly secrets: Secrets;
  readonly mode: Mode;
  readonly port: number;
  readonly ports: { readonly mqtt: number; readonly identity: number };
  close(): void;
};

const lockFolder = async (folder: StateFolder, steps: Steps, signal: AbortSignal): Promise<Lock> => {
  const lock = await takeLock(folder.lock, 1_000, signal);
  if (lock !== null) return lock;
  // One that starts or stops has no stack.json: worth waiting for.
  if (!existsSync(folder.stackFile)) {
    steps.say(`Waiting for the stack in ${folder.path}, which is starting or stopping`);
    const later = await takeLock(folder.lock, 30_000, signal);
    if (later !== null) return later;
  }
  throw new StackError(`A stack already runs in ${folder.path}; stop it, or name another folder with --data.`);
};

export const openStack = async (
  options: StartOptions,
  env: NodeJS.ProcessEnv,
  steps: Steps,
  signal: AbortSignal,
): Promise<OpenStack> => {
  const settings = readSettings(env);
  const folder = openStateFolder(options.data);
  const lock = await lockFolder(folder, steps, signal);
  try {
    rmSync(folder.stackFile, { force: true });
    const left = await stopLeftBehind(folder.processes);
    if (left > 0) steps.say(`  Stopped ${left} processes that an earlier stack had left behind`);
    await removeLeftovers(settings.VARDE_STACK, folder.path);
    const secrets = await loadSecrets(folder.secrets);
    const local = settings.VARDE_STACK !== 'external';
    const ports = local ? await loadStablePorts(folder.ports, settings.VARDE_MQTT_PORT) : { mqtt: 0, identity: 0 };
    const wish = options.port ?? settings.VARDE_PORT;
    const port = await claimPort(wish, 'Name another with --port (0: any free one).', settings.VARDE_HOST);
    const promised = [port, ports.mqtt, ports.identity];
    const mode = await createMode({ env, settings, folder, secrets, mqttPort: ports.mqtt, promised, say: steps.say });
    return { settings, folder, secrets, mode, port, ports, close: () => lock.release() };
  } catch (error) {
    lock.release();
    throw error;
  }
};
