import { appendFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { migrate } from '@varde/postgres';
import { CONSOLE_PAGES, ensureConsolePages } from './console-pages.ts';
import { keepLogsShort } from './keep-logs-short.ts';
import { type OpenStack, openStack, type StartOptions } from './open-stack.ts';
import { freePorts } from './ports.ts';
import { createProcessList } from './process-list.ts';
import { runScript } from './run-script.ts';
import { serviceGroups, simulatorUnit } from './service-units.ts';
import { type HealthPorts, listServices, ROOT, SERVICE_NAMES } from './services.ts';
import { chooseSignIn, identityEnv } from './sign-in.ts';
import { describeStack } from './stack-file.ts';
import type { Steps } from './steps.ts';
import { createSupervisor, type SupervisorEvent } from './supervisor.ts';
import { writeAtomically } from './write-atomically.ts';

export type RunningStack = {
  readonly stack: OpenStack;
  readonly url: string;
  readonly issuer: string;
  close(): Promise<void>;
};

const allocateHealthPorts = async (promised: readonly number[]): Promise<HealthPorts> => {
  const names = SERVICE_NAMES.filter((name) => name !== 'api');
  const ports = await freePorts(names.length, promised);
  return Object.fromEntries(names.map((name, index) => [name, ports[index] ?? 0]));
};

const loadSeed = (stack: OpenStack, signal: AbortSignal): Promise<void> =>
  runScript({
    what: 'Loading the seed',
    file: path.join(ROOT, 'seeds/src/command/load-seed.ts'),
    env: { VARDE_DATABASE_URL: stack.mode.urls.database },
    log: stack.folder.log('seed'),
    signal,
  });

/**
 * Starts everything in order and keeps it running until `close`. When it is aborted, or a step fails, what has been
 * started is stopped before the rejection.
 */
export const startStack = async (
  options: StartOptions,
  env: NodeJS.ProcessEnv,
  steps: Steps,
  signal: AbortSignal,
): Promise<RunningStack> => {
  const stack = await steps.step(`State in ${options.data}`, () => openStack(options, env, steps, signal));
  const { folder, mode, secrets, settings } = stack;
  const url = settings.VARDE_PUBLIC_URL ?? `http://127.0.0.1:${stack.port}`;
  const processes = createProcessList(folder.processes);
  let isReady = false;
  let writeStackFile = (): void => undefined;

  const note = (event: SupervisorEvent): void => {
    appendFileSync(folder.log('supervisor'), `${JSON.stringify({ time: new Date().toISOString(), ...event })}\n`);
    if (event.kind === 'ended') {
      if (isReady) steps.say(`  ! ${event.name} ${event.how}; starting it again`);
      return;
    }
    if (event.isChild) processes.add(event.pid);
    writeStackFile();
  };
  const supervisor = createSupervisor((event) => {
    try {
      note(event);
    } catch (error) {
      // A full disk, say: what runs goes on running.
      steps.say(`  ! The state in ${folder.path} cannot be written: ${String(error)}`);
    }
  });

  const stopKeeping = keepLogsShort(folder.logs, (error) => steps.say(`  ! Logs are not kept short: ${String(error)}`));

  const close = async (): Promise<void> => {
    rmSync(folder.stackFile, { force: true });
    await supervisor.stop();
    stopKeeping();
    processes.remove();
    stack.close();
  };

  const step: Steps['step'] = (name, run) => {
    signal.throwIfAborted();
    return steps.step(name, run);
  };

  // Whatever is being waited for ends when its process does.
  signal.addEventListener('abort', () => void supervisor.stop());
  try {
    const pages = ensureConsolePages(folder.log('console-build'), signal).then(
      () => true,
      () => false,
    );
    if (mode.storage.length > 0) await step('Storage', () => supervisor.start(mode.storage));
    await step('Migrations', () => migrate(mode.urls.database));
    if (mode.local) await step('Seed: Stavanger', () => loadSeed(stack, signal));
    const built = await step('Console pages', () => pages);
    if (!built) steps.say(`  ! The console could not be built, see ${folder.log('console-build')}; all else runs`);

    const healthPorts = await allocateHealthPorts([stack.port, stack.ports.mqtt, stack.ports.identity]);
    const signIn = chooseSignIn(mode, secrets, stack.ports.identity, env);
    const api = {
      VARDE_HOST: settings.VARDE_HOST,
      VARDE_PORT: String(stack.port),
      VARDE_PUBLIC_URL: url,
      ...(built ? { VARDE_CONSOLE_DIR: CONSOLE_PAGES } : {}),
      ...signIn,
    };
    const { VARDE_LOG_LEVEL: logLevel, VARDE_BACKLOG_LIMIT: backlog } = settings;
    const ingest = backlog === undefined ? {} : { VARDE_BACKLOG_LIMIT: backlog };
    const services = listServices({ mode, secrets, logLevel, healthPorts, ingest, api });
    const identity = mode.local ? identityEnv(mode, secrets, url, signIn) : null;
    const groups = serviceGroups({ folder, mode, mqttPort: stack.ports.mqtt, services, identity });
    for (const { name, units } of groups) await step(name, () => supervisor.start(units));

    const issuer = signIn.VARDE_OIDC_ISSUER;
    // What is down just now keeps the process it had: whoever signals it finds nobody, and never another.
    const units: Record<string, number> = {};
    writeStackFile = () => {
      Object.assign(units, supervisor.pids());
      const facts = { mode, url, issuer, healthPorts, units, supervisor: process.pid };
      if (!signal.aborted) writeAtomically(folder.stackFile, describeStack(facts));
    };
    writeStackFile();
    isReady = true;
    if (mode.local && options.simulator) await step('A simulated day', () => supervisor.start([simulatorUnit(folder)]));
    signal.throwIfAborted();
    return { stack, url, issuer, close };
  } catch (error) {
    await close();
    throw error;
  }
};
