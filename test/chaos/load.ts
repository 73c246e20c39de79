import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Scene } from './scene.ts';

export type Load = {
  readonly book: string;
  /** Resolves when all was sent and receipted, or given up: null, or what it said. */
  readonly ended: Promise<string | null>;
  kill(): void;
};

const BOOTSTRAP = path.resolve(import.meta.dirname, '../../packages/stack/bootstrap.mjs');

/** `npm run simulate -- load …` beside a trial, as anybody runs it. */
export const startLoad = (scene: Scene, seed: number): Load => {
  const { rate, reds, devices, calm, fault, after, settle } = scene.plan;
  const book = scene.file('book.ndjson');
  const options = {
    stack: path.join(scene.dir, 'stack.json'),
    mix: 'routine',
    rate,
    reds,
    devices,
    seed,
    book,
    duration: `${calm + fault + after}ms`,
    grace: `${settle}ms`,
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(process.execPath, [BOOTSTRAP, 'simulate', 'load', ...args, '--quiet'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-2_000);
  });
  const ended = once(child, 'close').then(([code]) => (code === 0 ? null : `the load ended with ${code}: ${said}`));
  return { book, ended, kill: () => void child.kill('SIGTERM') };
};
