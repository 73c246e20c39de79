// Runs after a clone, on any Node from 20 on, without a dependency: installs what is missing and hands over to Node 24
// from node_modules, which runs the project's TypeScript as it stands.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const PNPM = 'pnpm@12.21.0';
const PRIVATE = path.join(ROOT, 'packages/stack/.varde');
const INSTALLED = path.join(ROOT, 'node_modules/.varde-installed');
const NODE = path.join(ROOT, 'node_modules/.bin/node');

const COMMANDS = {
  start: 'packages/stack/src/commands/start.ts',
  test: 'packages/stack/src/commands/test.ts',
  check: 'packages/stack/src/commands/check.ts',
  token: 'packages/stack/src/commands/token.ts',
  simulate: 'simulators/src/main.ts',
  bench: 'test/bench/main.ts',
  chaos: 'test/chaos/main.ts',
  ledger: 'test/ledger/main.ts',
};

/** Ends with one sentence. Standard output is kept clean: it belongs to the command. */
const fail = (sentence) => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const lockfileHash = () =>
  createHash('sha256')
    .update(fs.readFileSync(path.join(ROOT, 'pnpm-lock.yaml')))
    .digest('hex');

const isInstalled = () =>
  fs.existsSync(NODE) && fs.existsSync(INSTALLED) && fs.readFileSync(INSTALLED, 'utf8') === lockfileHash();

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Two at once would corrupt each other: a folder is the lock, since making one either succeeds or does not. */
const takeLock = async (lock) => {
  const holder = path.join(lock, 'pid');
  for (;;) {
    try {
      fs.mkdirSync(lock);
      fs.writeFileSync(holder, String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    // A holder that has not written its number yet has just begun: it gets two seconds for that.
    const age = Date.now() - (fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    const pid = fs.existsSync(holder) ? Number(fs.readFileSync(holder, 'utf8')) : 0;
    const abandoned = pid > 0 ? !isAlive(pid) : age > 2_000;
    if (abandoned) {
      // Only one of several waiting can rename it away.
      const grave = `${lock}.${process.pid}`;
      try {
        fs.renameSync(lock, grave);
        fs.rmSync(grave, { recursive: true, force: true });
      } catch (error) {
        if (error.code !== 'ENOENT') throw error;
      }
    } else await sleep(200);
  }
};

/** What an outer npm sets for its own run makes an inner npm and pnpm warn, or follow another project's settings. */
const quietEnv = () => {
  const own = /^npm_(lifecycle_|package_|command$|execpath$|node_execpath$)/i;
  const config = /^npm_config_(prefix|local_prefix|global_prefix|npm_version|init_module|node_gyp|user_agent)$/i;
  const kept = Object.entries(process.env).filter(([name]) => !own.test(name) && !config.test(name));
  return { ...Object.fromEntries(kept), npm_config_update_notifier: 'false', npm_config_fund: 'false', CI: 'true' };
};

const runInstall = () =>
  new Promise((resolve) => {
    const log = path.join(PRIVATE, 'install.log');
    const file = fs.createWriteStream(log);
    const args = ['exec', '--yes', `--package=${PNPM}`, '--', 'pnpm', 'install', '--frozen-lockfile'];
    const child = spawn('npm', [...args, '--reporter=append-only'], {
      cwd: ROOT,
      env: quietEnv(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stopped = false;
    const stop = () => {
      stopped = true;
      child.kill('SIGTERM');
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        file.write(chunk);
        for (const line of String(chunk).split('\n')) {
          const progress = /^Progress: resolved \d+.*/.exec(line)?.[0];
          if (progress !== undefined) process.stderr.write(`  ${progress}\n`);
        }
      });
    }
    child.once('error', () => resolve('npm was not found; Varde needs Node with npm.'));
    child.once('close', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      file.end();
      if (stopped) return resolve('Stopped before all was installed; the next start goes on from there.');
      resolve(
        code === 0
          ? null
          : `Installing the dependencies failed; is the package registry within reach? The whole story is in ${log}`,
      );
    });
  });

const install = async () => {
  if (isInstalled()) return;
  fs.mkdirSync(PRIVATE, { recursive: true });
  const lock = path.join(PRIVATE, 'install.lock');
  await takeLock(lock);
  const release = () => fs.rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  if (!isInstalled()) {
    process.stderr.write('Installing what is missing (up to a minute the first time)\n');
    const fault = await runInstall();
    if (fault !== null) fail(fault);
    if (spawnSync(NODE, ['--version']).status !== 0) fail(`Node 24 was installed but does not run here: ${NODE}`);
    fs.writeFileSync(INSTALLED, lockfileHash());
  }
  // Not once more at the end, hours from now: it may be another's then.
  process.off('exit', release);
  release();
};

/** Runs the command as if it were this process: same terminal, same signals, same exit code. */
const handOver = (file, args) => {
  // The channel tells the supervisor when this process is gone without having said so.
  const stdio = file === COMMANDS.start ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
  const env = { ...process.env, PATH: `${path.join(ROOT, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}` };
  const child = spawn(NODE, [path.join(ROOT, file), ...args], { stdio, env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // An npm that was killed outright could forward nothing.
  const parent = process.ppid;
  const watchParent = () => process.ppid !== parent && child.kill('SIGTERM');
  if (process.env.npm_lifecycle_event !== undefined) setInterval(watchParent, 500).unref();
  child.once('error', (error) => fail(`Node 24 could not be started: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
};

const [command = '', ...rest] = process.argv.slice(2);
const file = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;

if (file === undefined) {
  fail(`Usage: node packages/stack/bootstrap.mjs ${Object.keys(COMMANDS).join(' | ')}`);
} else if (!fs.existsSync(path.join(ROOT, file))) {
  fail(`\`npm run ${command}\` is not part of this version: ${file} does not exist.`);
} else {
  await install();
  handOver(file, rest[0] === '--' ? rest.slice(1) : rest);
}
