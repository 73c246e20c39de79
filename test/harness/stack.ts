import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export type StackMode = 'embedded' | 'servers' | 'containers';

/** What `DIR/stack.json` tells, see the contract. */
export type StackState = {
  readonly api: string;
  readonly console: string;
  readonly mqtt: string;
  readonly mode: StackMode;
  readonly pids: Readonly<Record<string, number>>;
  readonly servers: Readonly<Record<string, { url: string; pid: number }>>;
  /** Where each process answers /healthz, /readyz and /metrics. */
  readonly health: Readonly<Record<string, string>>;
  readonly supervisor: number;
};

export type StackAddress = { readonly mode: StackMode; readonly dir: string };

const ROOT = resolve(import.meta.dirname, '../..');
const BOOTSTRAP = join(ROOT, 'packages/stack/bootstrap.mjs');
const READY_LIMIT = 100_000;

export const readStackState = async (dir: string): Promise<StackState> =>
  JSON.parse(await readFile(join(dir, 'stack.json'), 'utf8')) as StackState;

/** Runs one of the project's commands and gives its standard output. */
export const runCommand = async (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> => {
  const child = spawn(process.execPath, [BOOTSTRAP, ...args], { cwd: ROOT, env: { ...process.env, ...env } });
  let out = '';
  let faults = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (faults += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${faults}`);
  return out;
};

export type RunningStack = StackAddress & {
  state(): Promise<StackState>;
  /** Everything it has printed so far. */
  output(): string;
  /** As Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Kills the supervisor alone; what it started must end or be ended by the next start. */
  kill(): Promise<void>;
};

const waitForReady = (child: ChildProcess, output: () => string): Promise<void> =>
  new Promise((ready, reject) => {
    const limit = setTimeout(() => reject(new Error(`not ready in time:\n${output()}`)), READY_LIMIT);
    const done = (error?: Error): void => {
      clearTimeout(limit);
      if (error === undefined) ready();
      else reject(error);
    };
    child.stdout?.on('data', () => {
      if (/Varde is ready/.test(output())) done();
    });
    child.once('exit', (code) => done(new Error(`ended with ${code} before it was ready:\n${output()}`)));
  });

/** Starts a stack the way a newcomer does, by the command, on free ports; resolves when it says it is ready. */
export const startStack = async (mode: StackMode, dir: string, args: readonly string[] = []): Promise<RunningStack> => {
  const child = spawn(process.execPath, [BOOTSTRAP, 'start', '--no-simulator', '--port', '0', '--data', dir, ...args], {
    cwd: ROOT,
    env: { ...process.env, VARDE_STACK: mode },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  child.stderr.on('data', (chunk) => (printed += chunk));
  const closed = once(child, 'close') as Promise<[number | null]>;
  await waitForReady(child, () => printed).catch(async (error: unknown) => {
    child.kill('SIGTERM');
    throw error;
  });
  return {
    mode,
    dir,
    state: () => readStackState(dir),
    output: () => printed,
    stop: async () => {
      child.kill('SIGINT');
      const [code] = await closed;
      return code;
    },
    kill: async () => {
      process.kill((await readStackState(dir)).supervisor, 'SIGKILL');
      await closed;
    },
  };
};

export const temporaryFolder = async (): Promise<{ path: string; remove(): Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'varde-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
};

const tokens = new Map<string, string>();

/** A bearer token for the running stack, as `npm run --silent token` prints it. */
export const tokenFor = async (dir: string, role: string, name?: string): Promise<string> => {
  const key = `${dir}/${role}/${name ?? ''}`;
  const known = tokens.get(key);
  if (known !== undefined) return known;
  const args = ['token', '--role', role, '--data', dir, ...(name === undefined ? [] : ['--name', name])];
  const token = (await runCommand(args)).trim();
  tokens.set(key, token);
  return token;
};
