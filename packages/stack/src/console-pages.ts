import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runScript } from './run-script.ts';
import { ROOT } from './services.ts';
import { StackError } from './stack-error.ts';
import { takeLock } from './state-lock.ts';

const CONSOLE = path.join(ROOT, 'services/console');
export const CONSOLE_PAGES = path.join(CONSOLE, 'dist');
const BUILT_FROM = path.join(CONSOLE_PAGES, '.built');
const BUILD_LIMIT = 120_000;

/** Everything that ends up in the pages. */
const SOURCES = [
  'services/console/{index.html,package.json,vite.config.ts}',
  'services/console/{src,public}/**/*.*',
  'packages/{contracts,domain}/src/**/*.ts',
  'pnpm-lock.yaml',
];

const hashSources = (): string => {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT }).toSorted()) {
    hash.update(`${file}\0`).update(readFileSync(path.join(ROOT, file)));
  }
  return hash.digest('hex');
};

const isBuiltFrom = (hash: string): boolean => existsSync(BUILT_FROM) && readFileSync(BUILT_FROM, 'utf8') === hash;

const build = async (hash: string, log: string, signal: AbortSignal): Promise<void> => {
  const draft = path.join(CONSOLE, 'node_modules/.varde-dist');
  const vite = path.join(CONSOLE, 'node_modules/vite/bin/vite.js');
  const args = ['build', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn'];
  await runScript({ what: 'Building the console', file: vite, args, cwd: CONSOLE, log, signal });
  writeFileSync(path.join(draft, '.built'), hash);
  rmSync(CONSOLE_PAGES, { recursive: true, force: true });
  renameSync(draft, CONSOLE_PAGES);
};

/** Builds the pages when they are missing or older than their sources; several stacks at once build them once. */
export const ensureConsolePages = async (log: string, signal: AbortSignal): Promise<void> => {
  const hash = hashSources();
  if (isBuiltFrom(hash)) return;
  mkdirSync(path.join(CONSOLE, 'node_modules'), { recursive: true });
  const lock = await takeLock(path.join(CONSOLE, 'node_modules/.varde-build.lock'), BUILD_LIMIT, signal);
  if (lock === null) throw new StackError('Another stack has been building the console for two minutes; start again.');
  try {
    if (!isBuiltFrom(hash)) await build(hash, log, signal);
  } finally {
    lock.release();
  }
};
